import BursarModel
import Declarations
import Glibc
import Hub
import Ledger
import Posix
import Registry

/// The way of an export without a database: read, judged, settled and rendered, as `check` does it.
///
/// Whatever comes in, the books balance, the outputs hold what the books say, and the amounts that
/// stand in the records are those of the books.
struct FuzzedIntake {
    private static let day = "2026-11-20"

    private let check: ExportCheck
    private let request: CheckRequest
    private let folder: Folder
    private let name: FileName

    /// Of the campus and format files that `BURSARHUB_FUZZ_FILES` names, in `TMPDIR`.
    init() throws {
        guard let day = CalendarDate(iso: FuzzedIntake.day),
            let name = FileName("HUMBURSAR-1-1795000000000.xml"),
            let files = unsafe getenv("BURSARHUB_FUZZ_FILES"), let place = unsafe getenv("TMPDIR")
        else { throw BrokenPromise("ops/fuzz says which files, and where") }
        let sources = try unsafe String(cString: files).split(separator: ":").map { path in
            try DeclarationFile(name: String(path), bytes: FuzzedIntake.bytes(of: path))
        }
        let reading = Registry.read(RegistrySources(files: sources), today: day)
        guard let revision = reading.campuses.first?.revision else {
            throw BrokenPromise("the campus file is refused")
        }
        let now = LocalTime(date: day, secondOfDay: 43_200)
        let folderPath = unsafe String(cString: place)
        check = ExportCheck(of: revision)
        folder = try Folder.open(folderPath)
        self.name = name
        var request = CheckRequest(
            sample: "\(folderPath)/\(name)",
            at: now,
            by: { _ in now },
            temporaryFolder: folderPath
        )
        request.profile = revision.campus.exports.first?.code.text
        request.shownRecords = .max
        self.request = request
    }

    func attempt(_ bytes: [UInt8]) throws {
        _ = try folder.removeFileIfPresent(name)
        let file = try folder.createFile(name)
        try file.write(bytes)
        let report = try check.check(request)
        guard report.books.balance else { throw BrokenPromise("the books do not balance") }
        if report.export.state == .held {
            guard report.books.read.isZero, report.outputs.isEmpty else {
                throw BrokenPromise("of an export that is held something is booked or written")
            }
            return
        }
        try compareOutputs(of: report)
    }

    private func compareOutputs(of report: CheckReport) throws {
        var fees = Tally.zero
        for output in report.outputs {
            try fees.add(output.fees)
            try compareAmounts(of: output)
        }
        guard fees == (try report.books.written.adding(report.books.diverted)) else {
            throw BrokenPromise("the outputs do not hold what the books say")
        }
        guard Int64(report.held.count) == report.books.held.count,
            Int64(report.duplicates.count) == report.books.duplicate.count,
            Int64(report.skipped.count) == report.books.skipped.count,
            report.books.read.count == report.export.fees
        else { throw BrokenPromise("fees are shown that the books do not have") }
    }

    /// The amounts as they stand in the records, which `check` has compared with the file's bytes.
    private func compareAmounts(of output: CheckedOutput) throws {
        guard output.records == Int64(output.shown.count) else {
            throw BrokenPromise("not every record is shown")
        }
        var cents: Int64 = 0
        for record in output.shown {
            guard let amount = record.fields.first(where: { $0.name?.lowercased() == "amount" })
            else { return }
            guard let value = Int64(amount.text.filter(\.isNumber)) else {
                throw BrokenPromise("an amount is no number")
            }
            cents += value
        }
        guard cents == output.fees.chargeCents + output.fees.creditCents else {
            throw BrokenPromise("the amounts in the records are not those of the books")
        }
    }

    private static func bytes(of path: Substring) throws -> [UInt8] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, let name = FileName(last) else {
            throw BrokenPromise("\(path) is no path of a file")
        }
        return try Folder.open(parts.dropLast().joined(separator: "/")).openFile(name)
            .bytes(at: 0, count: DeclarationFile.largest)
    }
}

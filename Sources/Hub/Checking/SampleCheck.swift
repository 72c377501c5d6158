import AlmaExport
import BursarModel
import Ledger
import Posix
import Registry
import SFSFormat

/// One export on its way through what a run does with it: read, settled, rendered, shown.
struct SampleCheck {
    private let file: SampleFile
    private let configuration: CampusConfiguration
    private let request: CheckRequest
    private let dayCounts: DayCounts
    private let archive: ExportArchive
    private let format: DraftFormat
    private let drafts: Drafts
    private let folder: Folder

    init(
        file: SampleFile,
        configuration: CampusConfiguration,
        folder: Folder,
        request: CheckRequest,
        dayCounts: DayCounts
    ) throws {
        self.file = file
        self.configuration = configuration
        self.request = request
        self.dayCounts = dayCounts
        self.folder = folder
        archive = ExportArchive(folder: folder)
        format = try configuration.format(named: file.profile.format)
        drafts = Drafts(
            in: folder,
            at: request.local,
            dayCounts: dayCounts,
            epoch: 0
        )
    }

    /// Writes into the report what a run would.
    func fill(_ report: inout CheckReport, _ names: ExplanationFiles) throws {
        do {
            let origin = try origin()
            var reading = SampleReading(
                into: drafts,
                as: format,
                from: origin,
                judge: judge,
                at: request.local,
                formatFile: names.format
            )
            let header = try reading.read(file.taken, from: archive)
            report.export.exportNumber = header.exportNumbers.first
            report.export.fees = header.fees
            report.export.users = header.users
            report.notes += (header.warnings.map(\.message) + reading.oddities.messages).map(\.text)
            if let doubt = header.doubt(at: configuration.campus) {
                report.export.hold(doubt.reason, doubt.message)
                return
            }
            try settle(reading.fees, from: origin, &report, names)
        } catch let error as ExportReadError {
            report.export.exportNumber = error.exportNumber
            report.export.hold(
                error.reason,
                "line \(error.line), column \(error.column): \(error.message)"
            )
        } catch HoldReason.totalOverflow {
            report.export.hold(.totalOverflow, "the sum of its amounts does not fit")
        }
    }

    private var judge: FeeJudge {
        configuration.judge(format: format, runDate: request.local.date)
    }

    /// The number of the export is learned beforehand where an output shows it, as in a run.
    private func origin() throws -> DraftExport {
        var number: String?
        if format.showsExport {
            number = try archive.read(file.taken) { _ in }.exportNumbers.first
        }
        return DraftExport(
            number: 1,
            exportNumber: number,
            fileName: file.taken.name,
            jobID: file.taken.jobID,
            date: file.taken.exportDate
        )
    }

    private func settle(
        _ fees: [SampleFee],
        from origin: DraftExport,
        _ report: inout CheckReport,
        _ names: ExplanationFiles
    ) throws {
        try drafts.addEmptyOnes(of: format, from: origin)
        for draft in drafts.files { try draft?.proveTotalsFit() }
        let settlement = SampleSettlement(fees, ceiling: configuration.campus.limits.ceiling)
        report.books = try settlement.books()
        if report.books.written.count == 0, report.books.diverted.count > 0 {
            report.notes.append(
                "no fee goes to SFS: no borrower of a fee here meets the pattern `students` of the campus file"
            )
        }
        report.held = settlement.fees.filter { $0.bucket == .held }.map(\.shown)
        report.duplicates = settlement.fees.filter { $0.bucket == .duplicate }.map(\.shown)
        report.skipped = settlement.fees.filter { $0.bucket == .skipped }.map(\.shown)
        if let message = settlement.tooManyHeld {
            report.export.hold(.tooManyHeld, message)
            return
        }
        var outputs = try SampleOutputs(
            of: settlement,
            drafts,
            in: folder,
            dayCounts: dayCounts
        )
        try outputs.render(file.taken, from: archive, origin, judge: judge)
        report.explanation = try outputs.show(
            first: request.shownRecords,
            explaining: request.explained,
            file.taken,
            from: archive,
            origin,
            judge: judge,
            names
        )
        report.outputs = try outputs.checked(loadSettings: loadSettings)
    }

    private var loadSettings: [LoadSetting] {
        RevisionRecord.loadSettings(configuration.campus.loadSettings)
    }
}

extension CheckedExport {
    /// Nothing of it is written then.
    fileprivate mutating func hold(_ reason: HoldReason, _ message: Message) {
        state = .held
        self.reason = reason
        self.message = message.text.isEmpty ? reason.meaning.text : message.text
        remedy = reason.remedy.text
    }
}

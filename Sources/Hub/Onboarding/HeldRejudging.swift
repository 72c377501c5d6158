import AlmaExport
import BursarModel
import Ledger
import Locations
import Posix
import Registry
import SFSFormat

/// Judges what a campus has held with a revision that is not recorded yet, and books nothing.
///
/// The same judge and the same records as a run's, from the same archived exports, into a buffer
/// that nobody reads. What only the settlement knows (fees that came again meanwhile) it does not.
struct HeldRejudging {
    let revision: CampusRevision
    let ledger: Ledger
    let home: Home
    let today: CalendarDate

    private enum Ending {
        case written
        case leftOut
        case held(HoldReason)
    }

    func outlook() throws -> HeldOutlook {
        let key = revision.campus.key
        let fees = try ledger.openHeldFees(of: key)
        let exports = try ledger.openHeldExports(of: key)
        var outlook = HeldOutlook()
        guard !fees.isEmpty || !exports.isEmpty else { return outlook }
        let archive = ExportArchive(folder: try home.archive(of: key))
        for export in fees { try review(export, archive, &outlook) }
        for export in exports { try readAgain(export, archive, &outlook) }
        return outlook
    }

    // MARK: Held fees

    private func review(
        _ export: OpenHeldFees,
        _ archive: ExportArchive,
        _ outlook: inout HeldOutlook
    ) throws {
        guard export.fees.contains(where: \.isJudgedAnew) else {
            try keep(export.fees, in: &outlook)
            return
        }
        var next = outlook
        do {
            guard let format = format(of: export.source.file.code) else {
                throw HubError.badConfiguration(
                    "no profile has the code \(export.source.file.code) any more",
                    remedy: "put the profile back until its fees are settled"
                )
            }
            try review(export, format, archive, &next)
            outlook = next
        } catch {
            try note(error, about: export.source.file, in: &outlook)
            try keep(export.fees, in: &outlook)
        }
    }

    private func keep(
        _ fees: some Sequence<OpenHeldFees.Fee>,
        in outlook: inout HeldOutlook
    ) throws {
        for fee in fees { try outlook.remaining[fee.reason, default: .zero].add(fee.amount) }
    }

    private func review(
        _ export: OpenHeldFees,
        _ format: DraftFormat,
        _ archive: ExportArchive,
        _ outlook: inout HeldOutlook
    ) throws {
        var waiting = export.fees[...]
        var judge = judge(with: format)
        var buffer = RecordBuffer(reserving: 4096)
        _ = try archive.read(export.source.file) { texts in
            guard let fee = waiting.first, fee.ordinal == texts.ordinal else { return }
            waiting.removeFirst()
            guard fee.isJudgedAnew else {
                try outlook.remaining[fee.reason, default: .zero].add(fee.amount)
                return
            }
            let judged = judge.judge(texts, passing: fee.letPass)
            let line = outlook.freed.count + 1
            switch ending(of: judged, texts, format, DraftExport(export.source), line, &buffer) {
            case .written: try outlook.freed.add(judged.amount)
            case .leftOut: try outlook.leftOut.add(judged.amount)
            case .held(let reason):
                try outlook.remaining[reason, default: .zero].add(judged.amount)
            }
        }
        try keep(waiting, in: &outlook)
    }

    // MARK: Held exports

    private func readAgain(
        _ export: HeldExportRecord,
        _ archive: ExportArchive,
        _ outlook: inout HeldOutlook
    ) throws {
        guard export.reason.cure == .revision || export.joinsNext else {
            outlook.remainingExports[export.reason, default: 0] += 1
            return
        }
        do {
            if let reason = try readAgain(export, archive, into: &outlook) {
                outlook.remainingExports[reason, default: 0] += 1
            }
        } catch {
            try note(error, about: export.file, in: &outlook)
            outlook.remainingExports[export.reason, default: 0] += 1
        }
    }

    /// - Returns: the reason that would still hold the export as a whole.
    private func readAgain(
        _ export: HeldExportRecord,
        _ archive: ExportArchive,
        into outlook: inout HeldOutlook
    ) throws -> HoldReason? {
        guard let format = format(of: export.file.code) else { return export.reason }
        var judge = judge(with: format)
        var buffer = RecordBuffer(reserving: 4096)
        var origin = DraftExport(
            number: export.export,
            exportNumber: export.exportNumber,
            fileName: export.file.name,
            jobID: export.file.jobID,
            date: export.file.exportDate
        )
        if format.showsExport, origin.exportNumber == nil {
            origin.exportNumber = try archive.read(export.file) { _ in }.exportNumbers.first
        }
        var read: Int64 = 0
        var written = Tally.zero
        var held: [HoldReason: Tally] = [:]
        let header = try archive.read(export.file) { texts in
            read += 1
            let judged = judge.judge(texts)
            let line = written.count + 1
            switch ending(of: judged, texts, format, origin, line, &buffer) {
            case .written: try written.add(judged.amount)
            case .leftOut: return
            case .held(let reason): try held[reason, default: .zero].add(judged.amount)
            }
        }
        if let reason = try doubt(about: header, passing: export.letPass) { return reason }
        let heldCount = held.values.reduce(0) { $0 + $1.count }
        guard
            export.letPass.contains(.tooManyHeld)
                || !revision.campus.limits.ceiling.isExceeded(held: heldCount, of: read)
        else { return .tooManyHeld }
        outlook.freedExports += 1
        try outlook.freedExportFees.add(written)
        for (reason, tally) in held { try outlook.remaining[reason, default: .zero].add(tally) }
        return nil
    }

    private func doubt(
        about header: ExportHeader,
        passing: Set<HoldReason>
    ) throws -> HoldReason? {
        if let doubt = header.doubt(at: revision.campus, passing: passing) { return doubt.reason }
        guard let number = header.exportNumbers.first, !passing.contains(.exportReused) else {
            return nil
        }
        let booked = try ledger.booked(exportNumber: number, at: revision.campus.key)
        return booked == nil ? nil : .exportReused
    }

    // MARK: One fee

    private func format(of code: ProfileCode) -> DraftFormat? {
        guard let profile = revision.campus.exports.first(where: { $0.code == code }),
            let compiled = revision.format(of: profile)
        else { return nil }
        return DraftFormat(name: profile.format, compiled: compiled)
    }

    private func judge(with format: DraftFormat) -> FeeJudge {
        FeeJudge(
            campus: revision.campus,
            format: format.compiled,
            runDate: today,
            alsoDeriveKeys: false
        )
    }

    private func ending(
        of fee: JudgedFee,
        _ texts: borrowing FeeTexts,
        _ format: DraftFormat,
        _ export: DraftExport,
        _ line: Int64,
        _ buffer: inout RecordBuffer
    ) -> Ending {
        switch fee.verdict {
        case .skipped: return .leftOut
        case .held(let reason, _): return .held(reason)
        case .accepted(let file):
            guard let facts = fee.facts else { return .held(.missingValue) }
            buffer.removeAll()
            do throws(HoldReason) {
                _ = try format.compiled.appendRecord(
                    of: texts,
                    facts,
                    file: file,
                    context: OutputContext(
                        runDate: today,
                        runTime: 0,
                        numbers: DayNumbers(run: 1, file: 1),
                        export: export
                    ),
                    lineNumber: line,
                    to: &buffer
                )
                return .written
            } catch {
                return .held(error)
            }
        }
    }

    /// What an archived export lacks is told and stops nobody; the database's errors go on.
    private func note(
        _ error: any Error,
        about file: TakenExport,
        in outlook: inout HeldOutlook
    ) throws {
        let what: Message
        switch error {
        case let error as ExportReadError: what = error.reason.meaning
        case let error as HubError: what = error.message
        case let error as PosixError: what = "\(error)"
        default: throw error
        }
        outlook.obstacles.append("\(Printable(file.name)): \(what)")
    }
}

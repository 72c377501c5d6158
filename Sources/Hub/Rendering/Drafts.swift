import BursarModel
import Ledger
import Locations
import Posix
import SFSFormat

/// The outputs under way of one campus in one run: one for each file of a format that took a fee.
///
/// Lines are appended while exports are still being read. An export that breaks off is taken back:
/// the counts of the outputs it touched return to what they were, and those outputs are rendered
/// again, from the ledger, once it is settled what belongs to them.
final class Drafts {
    /// The files of one format keep their declared order, whichever gets a fee first.
    private struct Block: Hashable {
        var format: String
        /// Of the one export, for files that name it.
        var export: Int?
    }

    private let folder: Folder
    let local: LocalTime
    private let dayCounts: DayCounts
    private let epoch: Int64
    private var blocks: [Block: Int] = [:]
    /// A place for each file of the formats in use; nil where no fee went there.
    private(set) var files: [DraftFile?] = []
    private var checkpoint: [OutputTotals] = []

    /// The folder is the campus's, for outputs that are being made.
    convenience init(in folder: Folder, under claim: Claim) {
        self.init(
            in: folder,
            at: claim.local,
            dayCounts: claim.dayCounts,
            epoch: claim.epoch
        )
    }

    /// `local` is the business day and the time at the campus, `dayCounts` the numbers drawn for
    /// that day.
    init(in folder: Folder, at local: LocalTime, dayCounts: DayCounts, epoch: Int64) {
        self.folder = folder
        self.local = local
        self.dayCounts = dayCounts
        self.epoch = epoch
    }

    /// Remembers the outputs as they are before an export is read.
    func begin() { checkpoint = files.map { $0?.standing ?? OutputTotals() } }

    /// Takes back the lines of the export that is being read.
    func takeBack() {
        for (index, file) in files.enumerated() {
            file?.takeBack(to: index < checkpoint.count ? checkpoint[index] : OutputTotals())
        }
    }

    /// Appends a fee's record to its output.
    ///
    /// - Throws: a `HoldReason` where the fee cannot be rendered; the output is as it was. Any
    ///   other error is of the disk and ends the campus's run.
    func append(
        _ texts: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        of format: DraftFormat,
        from export: DraftExport
    ) throws -> (target: Int, record: Int64, kind: OutputKind) {
        let (target, draft) = try draft(file, of: format, from: export)
        try draft.append(texts, facts, from: export)
        return (target, draft.fees.count, draft.kind)
    }

    /// Counts a held fee of an earlier export that became the last record of an output.
    func countReleased(_ amount: Cents?, in target: Int) throws {
        try files[target]?.released.add(amount)
    }

    /// Makes the outputs that are written even where no fee goes to them.
    func addEmptyOnes(of format: DraftFormat, from export: DraftExport) throws {
        for file in format.compiled.files where file.empty != .none {
            _ = try draft(file.index, of: format, from: export)
        }
    }

    private func draft(
        _ file: Int,
        of format: DraftFormat,
        from export: DraftExport
    ) throws -> (target: Int, draft: DraftFile) {
        let compiled = format.compiled.files[file]
        let owner = compiled.namesExport ? export : nil
        let block = Block(format: format.name, export: owner?.number)
        let start: Int
        if let known = blocks[block] {
            start = known
        } else {
            start = files.count
            blocks[block] = start
            files += [DraftFile?](repeating: nil, count: format.compiled.files.count)
        }
        let target = start + file
        if let draft = files[target] { return (target, draft) }
        let draft = try DraftFile(
            format: format,
            file: file,
            export: owner?.number,
            context: OutputContext(
                runDate: local.date,
                runTime: local.secondOfDay,
                numbers: assumedNumbers(of: target, file, of: format.name),
                export: owner
            ),
            named: FileName(named: ".draft-\(target).e\(epoch)"),
            in: folder
        )
        files[target] = draft
        return (target, draft)
    }

    /// What T1 will most likely give: an output that shows another is rendered again.
    private func assumedNumbers(of target: Int, _ file: Int, of format: String) -> DayNumbers {
        let before = files.count { $0?.file == file && $0?.format.name == format }
        return DayNumbers(
            run: dayCounts.outputs + 1 + target,
            file: dayCounts.outputs(ofFile: file, of: format) + 1 + before
        )
    }

    /// The final name of a target's output, given its numbers on the business day.
    func name(of target: Int, _ numbers: DayNumbers) throws -> String {
        guard let file = files[target] else {
            throw HubError.outputDiffers("an output is planned that was never begun")
        }
        return try file.name(numbers)
    }

    /// Removes what was rendered in vain.
    func discard() throws {
        for file in files { try file?.discard() }
    }
}

/// A format of the campus, compiled, with its name.
struct DraftFormat {
    var name: String
    var compiled: CompiledFormat

    /// Whether an output shows the number of its export, which so must be known beforehand.
    var showsExport: Bool {
        compiled.files.contains(where: \.showsExportNumber)
    }
}

/// The export whose fees are being appended.
struct DraftExport {
    var number: Int
    var exportNumber: String?
    var fileName: String
    var jobID: String?
    /// The day at the campus on which Alma wrote it.
    var date: CalendarDate?

    init(
        number: Int,
        exportNumber: String?,
        fileName: String,
        jobID: String?,
        date: CalendarDate?
    ) {
        self.number = number
        self.exportNumber = exportNumber
        self.fileName = fileName
        self.jobID = jobID
        self.date = date
    }

    init(_ source: OutputSource) {
        self.init(
            number: source.export,
            exportNumber: source.exportNumber,
            fileName: source.file.name,
            jobID: source.file.jobID,
            date: source.file.exportDate
        )
    }
}

extension OutputContext {
    /// What a name, header, record or trailer can know of run and export.
    init(
        runDate: CalendarDate,
        runTime: Int,
        numbers: DayNumbers,
        export: DraftExport?
    ) {
        self.init(
            runDate: runDate,
            runTime: runTime,
            runSequence: numbers.run,
            fileSequence: numbers.file,
            exportNumber: export?.exportNumber,
            exportFile: export?.fileName,
            exportDate: export?.date,
            jobID: export?.jobID
        )
    }

    /// The same, for an output with these numbers.
    func with(_ numbers: DayNumbers) -> OutputContext {
        var context = self
        context.runSequence = numbers.run
        context.fileSequence = numbers.file
        return context
    }

    /// The same, for a record of a fee from this export.
    func of(_ export: DraftExport) -> OutputContext {
        var context = self
        context.exportNumber = export.exportNumber
        context.exportFile = export.fileName
        context.exportDate = export.date
        context.jobID = export.jobID
        return context
    }
}

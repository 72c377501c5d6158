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
    private struct Address: Hashable {
        var format: String
        var file: Int
        var export: Int?
    }

    private let folder: Folder
    private let claim: Claim
    private let firstSequence: Int
    private var addresses: [Address: Int] = [:]
    private(set) var files: [DraftFile] = []
    private var checkpoint: [OutputTotals] = []

    /// - Parameters:
    ///   - folder: the campus's staging folder.
    ///   - firstSequence: the number that the run's first output has among those of the day.
    init(in folder: Folder, under claim: Claim, firstSequence: Int) {
        self.folder = folder
        self.claim = claim
        self.firstSequence = firstSequence
    }

    /// Remembers the outputs as they are before an export is read.
    func begin() { checkpoint = files.map(\.totals) }

    /// Takes back the lines of the export that is being read.
    func takeBack() {
        for (index, file) in files.enumerated() {
            file.takeBack(to: index < checkpoint.count ? checkpoint[index] : OutputTotals())
        }
    }

    /// Appends a fee's record to its output.
    ///
    /// - Throws: a `HoldReason` where the fee cannot be rendered; the output is as it was. Any
    ///   other error is of the disk and ends the campus's run.
    func append(
        _ texts: borrowing FeeTexts, _ facts: FeeFacts, file: Int, of format: DraftFormat,
        from export: DraftExport
    ) throws -> (target: Int, record: Int64, kind: OutputKind) {
        let target = try target(file, of: format, from: export)
        let draft = files[target]
        try draft.append(texts, facts)
        return (target, draft.totals.records, draft.kind)
    }

    /// Makes an output that is written even where no fee goes to it.
    func addEmptyOnes(of format: DraftFormat, from export: DraftExport) throws {
        for file in format.compiled.files where file.empty != .none {
            _ = try target(file.index, of: format, from: export)
        }
    }

    private func target(
        _ file: Int, of format: DraftFormat, from export: DraftExport
    ) throws -> Int {
        let namesExport = format.compiled.files[file].namesExport
        let address = Address(
            format: format.name, file: file, export: namesExport ? export.number : nil)
        if let target = addresses[address] { return target }
        let context = OutputContext(
            runDate: claim.local.date, runTime: claim.local.secondOfDay,
            runSequence: firstSequence + files.count, export: namesExport ? export : nil)
        files.append(
            try DraftFile(
                format: format, file: file, export: namesExport ? export.number : nil,
                context: context,
                named: EpochName.draft(files.count, epoch: claim.epoch), in: folder))
        addresses[address] = files.count - 1
        return files.count - 1
    }

    /// Removes what was rendered in vain.
    func discard() throws {
        for file in files { try file.discard() }
    }
}

/// A format of the campus, compiled, with its name.
struct DraftFormat {
    var name: String
    var compiled: CompiledFormat
}

/// The export whose fees are being appended.
struct DraftExport {
    var number: Int
    var exportNumber: String?
    var fileName: String
    var jobID: String?

    init(number: Int, exportNumber: String?, fileName: String, jobID: String?) {
        self.number = number
        self.exportNumber = exportNumber
        self.fileName = fileName
        self.jobID = jobID
    }

    init(_ source: OutputSource) {
        self.init(
            number: source.export, exportNumber: source.exportNumber, fileName: source.file.name,
            jobID: source.file.jobID)
    }
}

extension OutputContext {
    /// What a name, header, record or trailer can know of run and export.
    init(
        runDate: CalendarDate, runTime: Int, runSequence: Int, export: DraftExport?
    ) {
        self.init(
            runDate: runDate, runTime: runTime, runSequence: runSequence,
            exportNumber: export?.exportNumber, exportFile: export?.fileName,
            jobID: export?.jobID)
    }
}

extension EpochName {
    /// The name of an output under way in the campus's staging folder.
    static func draft(_ index: Int, epoch: Int64) -> FileName {
        FileName(named: ".draft-\(index).e\(epoch)")
    }
}

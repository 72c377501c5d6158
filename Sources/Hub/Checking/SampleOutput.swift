import BursarModel
import Digests
import Posix
import SFSFormat

/// An output of the export that is checked, with the records that will be shown of it.
struct SampleOutput {
    let name: String
    let draft: DraftFile
    let context: OutputContext
    /// The fees of its records, by their places in the export.
    let fees: [SampleFee]
    let tally: Tally
    /// Whether the lines that were rendered while reading are not the ones that count.
    let isRenderedAgain: Bool
    private(set) var shown: [CheckedRecord] = []

    init(
        name: String,
        draft: DraftFile,
        context: OutputContext,
        fees: [SampleFee],
        isRenderedAgain: Bool
    ) throws {
        self.name = name
        self.draft = draft
        self.context = context
        self.fees = fees
        self.isRenderedAgain = isRenderedAgain
        var tally = Tally.zero
        for fee in fees { try tally.add(fee.amount) }
        self.tally = tally
    }

    var compiled: CompiledFile { draft.compiled }

    mutating func show(_ record: CheckedRecord) { shown.append(record) }

    /// Brings the file to its end, and proves that what is shown is what stands in it.
    func finished(in folder: Folder, loadSettings: [LoadSetting]) throws -> CheckedOutput {
        guard draft.totals.tally == tally else {
            throw HubError.outputDiffers("an output has other records than the books say")
        }
        let written = try draft.finish(context: context)
        var output = CheckedOutput(
            name: name,
            kind: draft.kind,
            sha256: written.sha256.hex,
            bytes: written.bytes
        )
        output.records = written.totals.records
        output.fees = tally
        output.encoding = compiled.encoding.rawValue
        output.lineEnding = compiled.lineEnding
        output.hasFinalLineEnding = compiled.lineEndingToDrop == 0
        output.recordLength = compiled.recordLength.map { $0 - compiled.lineEndingLength }
        output.separator = compiled.separator
        output.loadSettings = draft.kind == .sfs ? loadSettings : []
        output.heading = compiled.shownHeading
        let format = draft.format.compiled
        output.header = try format.shownHeader(
            file: draft.file,
            context: context,
            totals: written.totals
        )
        output.trailer = try format.shownTrailer(
            file: draft.file,
            context: context,
            totals: written.totals
        )
        var bytes = WrittenBytes(try folder.openFile(draft.name), length: written.bytes, compiled)
        try bytes.take(&output.header)
        try bytes.take(&output.heading)
        output.shown = try shown.map { try bytes.taken($0) }
        try bytes.takeLast(&output.trailer)
        return output
    }
}

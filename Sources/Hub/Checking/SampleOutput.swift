import BursarModel
import Digests
import Posix
import SFSFormat

/// An output of the export that is checked, with the records that will be shown of it.
struct SampleOutput {
    let name: String
    let draft: DraftFile
    let context: OutputContext
    /// The fees that it is made of, in the order in which they came.
    let fees: [SampleFee]
    let tally: Tally
    /// Whether the lines that were rendered while reading are not the ones that count.
    let isRenderedAgain: Bool
    private var written: WrittenFile?
    /// The places among `fees` of each record's fees; known once the file is finished.
    private(set) var records: [[Int]] = []
    private var shown: [Int64: CheckedRecord] = [:]

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

    /// Brings the file to its end; its bytes are fixed then.
    mutating func finish() throws {
        guard draft.fees == tally else {
            throw HubError.outputDiffers("an output has other fees than the books say")
        }
        let written = try draft.finish(context: context)
        self.written = written
        records = try recordsOfFees(Int(written.totals.records))
    }

    private func recordsOfFees(_ count: Int) throws -> [[Int]] {
        guard let placements = draft.placements else { return fees.indices.map { [$0] } }
        // A group's record is told of its first fee alone, and may be told last.
        var recordOfFirst: [Int64: Int] = [:]
        var firstOfFee: [(place: Int64, first: Int64)] = []
        try placements.forEach { place, first, record in
            if let record { recordOfFirst[first] = Int(record) }
            firstOfFee.append((place, first))
        }
        var records = Array(repeating: [Int](), count: count)
        for fee in firstOfFee.sorted(by: { $0.place < $1.place }) {
            guard let record = recordOfFirst[fee.first], (1...count).contains(record),
                fees.indices.contains(Int(fee.place) - 1)
            else { throw HubError.outputDiffers("a fee of an output has no record") }
            records[record - 1].append(Int(fee.place) - 1)
        }
        guard records.allSatisfy({ !$0.isEmpty }) else {
            throw HubError.outputDiffers("a record of an output has no fee")
        }
        return records
    }

    mutating func show(_ record: CheckedRecord) { shown[record.record ?? 0] = record }

    /// The output as it is shown, proved to be what stands in the file.
    func checked(in folder: Folder, loadSettings: [LoadSetting]) throws -> CheckedOutput {
        guard let written else {
            throw HubError.outputDiffers("an output is shown before it is finished")
        }
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
        // Of a file without bytes there is no header, no heading and no trailer.
        guard written.bytes > 0 else { return output }
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
        for number in shown.keys.sorted() {
            if let record = shown[number] { output.shown.append(try bytes.taken(record)) }
        }
        try bytes.takeLast(&output.trailer)
        return output
    }
}

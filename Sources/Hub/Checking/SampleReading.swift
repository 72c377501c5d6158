import AlmaExport
import BursarModel
import Ledger

/// One pass over the export that is checked: each fee is judged and rendered as in a run.
struct SampleReading: ~Copyable {
    private let drafts: Drafts
    private let format: DraftFormat
    private var judge: FeeJudge
    private let origin: DraftExport
    private(set) var fees: [SampleFee] = []
    private(set) var read = Tally.zero

    init(
        into drafts: Drafts,
        as format: DraftFormat,
        from origin: DraftExport,
        judge: consuming FeeJudge
    ) {
        self.drafts = drafts
        self.format = format
        self.origin = origin
        self.judge = judge
    }

    /// - Throws: `ExportReadError` where the export cannot be read, `HoldReason.totalOverflow` where
    ///   its sum does not fit; then nothing of it counts.
    mutating func read(_ file: TakenExport, from archive: ExportArchive) throws -> ExportHeader {
        try archive.read(file) { texts in
            let fee = judge.judge(texts)
            let ending = try drafts.ending(of: fee, texts, format, origin)
            try read.add(fee.amount)
            fees.append(SampleFee(texts, fee, ending: ending))
        }
    }
}

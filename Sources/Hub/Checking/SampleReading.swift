import AlmaExport
import BursarModel
import Ledger
import SFSFormat

/// One pass over the export that is checked: each fee is judged and rendered as in a run.
struct SampleReading: ~Copyable {
    private let drafts: Drafts
    private let format: DraftFormat
    private var judge: FeeJudge
    private let origin: DraftExport
    private let context: OutputContext
    private let formatFile: String
    private(set) var fees: [SampleFee] = []
    private(set) var read = Tally.zero
    /// What is odd about its fees and holds none of them.
    var oddities: FeeOddities { judge.oddities }

    init(
        into drafts: Drafts,
        as format: DraftFormat,
        from origin: DraftExport,
        judge: consuming FeeJudge,
        at local: LocalTime,
        formatFile: String
    ) {
        self.drafts = drafts
        self.format = format
        self.origin = origin
        self.judge = judge
        self.formatFile = formatFile
        context = OutputContext(runDate: local.date, runTime: local.secondOfDay)
    }

    /// - Throws: `ExportReadError` where the export cannot be read, `HoldReason.totalOverflow` where
    ///   its sum does not fit; then nothing of it counts.
    mutating func read(_ file: TakenExport, from archive: ExportArchive) throws -> ExportHeader {
        try archive.read(file) { texts in
            let fee = judge.judge(texts)
            let ending = try drafts.ending(of: fee, texts, format, origin)
            try read.add(fee.amount)
            fees.append(
                SampleFee(texts, fee, ending: ending, refused: refusedField(of: texts, fee, ending))
            )
        }
    }

    /// Where a record could not be made: a run only says why, here somebody looks for the field.
    private func refusedField(
        of texts: borrowing FeeTexts,
        _ fee: JudgedFee,
        _ ending: FeeEnding
    ) -> Message? {
        guard case .accepted(let file) = fee.verdict, case .held = ending, let facts = fee.facts,
            let field = format.compiled.refusedField(
                of: texts,
                facts,
                file: file,
                context: context.of(origin)
            )
        else { return nil }
        let place: Message = "\(Printable(formatFile)):\(field.place.line)"
        return field.name.map { "the field is `\(Printable($0))`, \(place)" } ?? "it is \(place)"
    }
}

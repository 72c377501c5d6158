import AlmaExport
import BursarModel
import Failpoints
import Ledger
import SFSFormat

/// One pass over one archived export: each fee is judged, rendered and staged as it is read.
struct ExportReading: ~Copyable {
    let number: Int
    let file: TakenExport
    let format: DraftFormat
    let drafts: Drafts
    let staging: FeeStaging
    var meter: RunMeter?
    private var judge: FeeJudge
    private(set) var books = Books.zero
    private(set) var derivedFees: Int64 = 0
    private(set) var origin: DraftExport

    init(
        number: Int,
        file: TakenExport,
        format: DraftFormat,
        drafts: Drafts,
        staging: FeeStaging,
        judge: consuming FeeJudge
    ) {
        self.number = number
        self.file = file
        self.format = format
        self.drafts = drafts
        self.staging = staging
        self.judge = judge
        origin = DraftExport(
            number: number,
            exportNumber: nil,
            fileName: file.name,
            jobID: file.jobID,
            date: file.exportDate
        )
        // An export that breaks off while its number is looked for takes back nothing.
        drafts.begin()
    }

    /// Learns the export's number from a pass of its own.
    ///
    /// Alma prints it first, but nothing promises that; only formats that show it pay for this.
    mutating func learnNumber(from archive: ExportArchive) throws {
        origin.exportNumber = try archive.read(file) { _ in }.exportNumbers.first
    }

    /// Reads to the well-formed end; until then nothing of it counts.
    mutating func read(from archive: ExportArchive) throws -> ExportHeader {
        try staging.begin()
        let header = try archive.read(file) { texts in
            try Failpoint.reached("parse.at_fee")
            try self.take(texts)
        }
        try staging.end()
        return header
    }

    private mutating func take(_ texts: borrowing FeeTexts) throws {
        let fee = judge.judge(texts)
        let ending = try drafts.ending(of: fee, texts, format, origin)
        try books.read.add(fee.amount)
        try books[ending.bucket].add(fee.amount)
        if case .derived = fee.key { derivedFees += 1 }
        try staging.add(texts, fee.staged(in: number, ending: ending))
        meter?.countFee()
    }

    /// What is odd about the export and holds nothing back.
    func warnings(of header: ExportHeader) -> [Message] {
        header.warnings.map(\.message) + judge.oddities.messages
    }

    func takeBack() throws {
        drafts.takeBack()
        try staging.discard(export: number)
    }
}

extension Drafts {
    /// Renders a fee that was accepted; one whose record cannot be made is held.
    func ending(
        of fee: JudgedFee,
        _ texts: borrowing FeeTexts,
        _ format: DraftFormat,
        _ export: DraftExport
    ) throws -> FeeEnding {
        switch fee.verdict {
        case .accepted(let file):
            guard let facts = fee.facts else { return .held(.missingValue, "") }
            do {
                let line = try append(texts, facts, file: file, of: format, from: export)
                return .line(target: line.target, record: line.record, kind: line.kind)
            } catch let reason as HoldReason {
                guard reason == .noItemType || reason == .noLookupValue else {
                    return .held(reason, "")
                }
                let context = OutputContext(
                    runDate: local.date,
                    runTime: local.secondOfDay,
                    numbers: DayNumbers(run: 1, file: 1),
                    export: export
                )
                let row = format.compiled.missingRow(of: texts, facts, file: file, context: context)
                return .held(reason, row ?? "")
            }
        case .held(let reason, let message): return .held(reason, message)
        case .skipped(let reason): return .skipped(reason)
        }
    }
}

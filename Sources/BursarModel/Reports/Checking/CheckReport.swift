/// What `check` shows: what a run would make of one export, had it never come before.
///
/// It carries patrons' ids and whatever else the outputs show; it is for the terminal of whoever
/// may see these, and for nothing else.
public struct CheckReport: Sendable, Encodable {
    public var campus: CampusKey
    public var name: String
    /// The revision in force; nil for files that are not onboarded.
    public var revision: Int?
    public var layoutConfirmed: Bool
    /// The name of the format that the export's profile has.
    public var format: String
    /// The business date of the run that is shown.
    public var runDate: CalendarDate
    public var export: CheckedExport
    public var books: Books
    public var outputs: [CheckedOutput]
    /// Fees that would be held, in the order of the export.
    public var held: [CheckedFee]
    /// Fees that stand in the export already.
    public var duplicates: [CheckedFee]
    public var skipped: [CheckedFee]
    /// One record byte by byte, where it was asked for.
    public var explanation: RecordExplanation?
    /// What a person should know besides; nothing of it changes what would be written.
    public var notes: [String]

    public init(
        campus: CampusKey,
        name: String,
        revision: Int?,
        layoutConfirmed: Bool,
        format: String,
        runDate: CalendarDate,
        export: CheckedExport
    ) {
        self.campus = campus
        self.name = name
        self.revision = revision
        self.layoutConfirmed = layoutConfirmed
        self.format = format
        self.runDate = runDate
        self.export = export
        books = .zero
        outputs = []
        held = []
        duplicates = []
        skipped = []
        notes = []
    }

    /// Whether a person would have to decide on something.
    public var needsAttention: Bool { export.state == .held || !held.isEmpty }

    private enum CodingKeys: String, CodingKey {
        case campus, name, revision, format, export, balanced, outputs, explanation, notes
        case read, written, diverted, held, duplicate, skipped
        case layoutConfirmed = "layout_confirmed"
        case runDate = "run_date"
        case heldFees = "held_fees"
        case duplicateFees = "duplicate_fees"
        case skippedFees = "skipped_fees"
    }

    /// The buckets have the keys that a run's have; the fees in them have others.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(name, forKey: .name)
        try container.encode(revision, forKey: .revision)
        try container.encode(layoutConfirmed, forKey: .layoutConfirmed)
        try container.encode(format, forKey: .format)
        try container.encode(runDate.iso, forKey: .runDate)
        try container.encode(export, forKey: .export)
        try container.encode(buckets: books)
        try container.encode(books.balance, forKey: .balanced)
        try container.encode(outputs, forKey: .outputs)
        try container.encode(held, forKey: .heldFees)
        try container.encode(duplicates, forKey: .duplicateFees)
        try container.encode(skipped, forKey: .skippedFees)
        try container.encode(explanation, forKey: .explanation)
        try container.encode(notes, forKey: .notes)
    }
}

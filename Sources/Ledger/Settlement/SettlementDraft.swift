public import BursarModel

/// One campus's work of a run, judged and rendered but not yet booked.
public struct SettlementDraft: Sendable {
    /// An export whose fees are in the staging table.
    public struct ReadExport: Sendable {
        public var export: Int
        public var file: TakenExport
        public var exportNumber: String
        /// Whether the ledger has a row for it: a held export that is judged anew.
        public var isKnown: Bool
        /// Whether a person let it go on in spite of what it was held for.
        public var isReleased: Bool
        /// What the hub counted while it read, to be found again in the staged rows.
        public var books: Books
        /// How many of its fees have no transaction id.
        public var derivedFees: Int64
        /// Borrowers, as Alma's job report counts them.
        public var users: Int64?
        /// What is odd about it and holds nothing back; shown by the run, and kept with it.
        public var warnings: [Message]

        public init(
            export: Int,
            file: TakenExport,
            exportNumber: String,
            isKnown: Bool,
            isReleased: Bool,
            books: Books,
            derivedFees: Int64,
            users: Int64? = nil,
            warnings: [Message] = []
        ) {
            self.isReleased = isReleased
            self.export = export
            self.file = file
            self.exportNumber = exportNumber
            self.isKnown = isKnown
            self.books = books
            self.derivedFees = derivedFees
            self.users = users
            self.warnings = warnings
        }
    }

    /// An export of which nothing is booked.
    public struct HeldExport: Sendable {
        public var export: Int
        public var file: TakenExport
        public var exportNumber: String?
        public var isKnown: Bool
        public var reason: HoldReason
        public var message: Message

        public init(
            export: Int,
            file: TakenExport,
            exportNumber: String?,
            isKnown: Bool,
            reason: HoldReason,
            message: Message
        ) {
            self.export = export
            self.file = file
            self.exportNumber = exportNumber
            self.isKnown = isKnown
            self.reason = reason
            self.message = message
        }
    }

    /// A copy of an export that was booked before; its books are read = duplicate.
    public struct DuplicateExport: Sendable {
        public var export: Int
        public var file: TakenExport
        public var original: BookedExport

        public init(export: Int, file: TakenExport, original: BookedExport) {
            self.export = export
            self.file = file
            self.original = original
        }
    }

    /// An output under way, one for each file of a format that took a fee.
    public struct Target: Sendable {
        public var format: String
        public var file: Int
        public var kind: OutputKind
        /// The one export it is made of, where its name, header or trailer names the export.
        public var export: Int?
        /// What the hub counted into it, held fees of earlier exports included.
        public var lines: Tally
        /// The held fees of earlier exports that are its first records.
        public var released: Tally
        /// Whether the lines that were rendered while reading can be used as they are.
        public var isIntact: Bool
        /// Whether it is written even with no record.
        public var isWrittenEmpty: Bool

        public init(
            format: String,
            file: Int,
            kind: OutputKind,
            export: Int?,
            lines: Tally,
            released: Tally,
            isIntact: Bool,
            isWrittenEmpty: Bool
        ) {
            self.format = format
            self.file = file
            self.kind = kind
            self.export = export
            self.lines = lines
            self.released = released
            self.isIntact = isIntact
            self.isWrittenEmpty = isWrittenEmpty
        }
    }

    /// A held fee that now passes, and the record it became.
    public struct Release: Sendable {
        public var held: Int
        public var target: Int
        public var record: Int64
        /// What it was found to be now, where a newer program can read what an older one could not;
        /// nil: as it was held.
        public var amount: Cents?
        public var date: CalendarDate?

        public init(
            held: Int,
            target: Int,
            record: Int64,
            amount: Cents? = nil,
            date: CalendarDate? = nil
        ) {
            self.held = held
            self.target = target
            self.record = record
            self.amount = amount
            self.date = date
        }
    }

    /// A held fee that was judged anew and is still held.
    public struct Rejudgement: Sendable {
        public var held: Int
        public var reason: HoldReason
        public var message: Message

        public init(held: Int, reason: HoldReason, message: Message) {
            self.held = held
            self.reason = reason
            self.message = message
        }
    }

    public var read: [ReadExport] = []
    public var held: [HeldExport] = []
    public var duplicates: [DuplicateExport] = []
    /// By target; nil for a file of a format that no fee went to.
    public var targets: [Target?] = []
    public var releases: [Release] = []
    public var rejudged: [Rejudgement] = []
    /// Held fees that a rule of the campus leaves out now.
    public var skips: [Int] = []

    public init() {}

    public var isEmpty: Bool {
        read.isEmpty && held.isEmpty && duplicates.isEmpty && releases.isEmpty
            && rejudged.isEmpty && skips.isEmpty
    }
}

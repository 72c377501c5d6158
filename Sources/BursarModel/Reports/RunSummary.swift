/// What a run did, as `run --json` and `summary --format json` give it.
public struct RunSummary: Sendable, Encodable {
    public var run: String
    public var startedAt: Timestamp
    public var finishedAt: Timestamp?
    public var mode: RunMode
    /// A demonstration says so on everything.
    public var isDemo: Bool
    /// The business day that a person gave; nil: each campus has its own.
    public var runDate: CalendarDate?
    public var campuses: [CampusSummary]
    /// Over all campuses but those on trial.
    public var totals: Books
    /// Whether the books of every campus balance.
    public var balanced: Bool

    public init(
        run: String,
        startedAt: Timestamp,
        finishedAt: Timestamp?,
        mode: RunMode,
        isDemo: Bool,
        runDate: CalendarDate? = nil,
        campuses: [CampusSummary],
        totals: Books,
        balanced: Bool
    ) {
        self.run = run
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.mode = mode
        self.isDemo = isDemo
        self.runDate = runDate
        self.campuses = campuses
        self.totals = totals
        self.balanced = balanced
    }

    private enum CodingKeys: String, CodingKey {
        case run, mode, campuses, totals, balanced
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case isDemo = "demo"
        case runDate = "run_date"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(run, forKey: .run)
        try container.encode(startedAt, forKey: .startedAt)
        try container.encode(finishedAt, forKey: .finishedAt)
        try container.encode(mode, forKey: .mode)
        try container.encode(isDemo, forKey: .isDemo)
        try container.encode(runDate?.iso, forKey: .runDate)
        try container.encode(campuses, forKey: .campuses)
        try container.encode(totals, forKey: .totals)
        try container.encode(balanced, forKey: .balanced)
    }
}

/// One campus's part in a run.
public struct CampusSummary: Sendable, Encodable {
    public var campus: CampusKey
    public var name: String
    /// An IANA name such as `America/Los_Angeles`.
    public var timeZone: String
    public var state: CampusState
    public var layoutConfirmed: Bool
    public var outcome: CampusOutcome
    /// One sentence for people; empty where the outcome says it all.
    public var message: String
    /// What to do next, where something needs a person.
    public var remedy: String?
    public var books: Books
    /// Held fees of earlier exports that joined this run's outputs.
    public var released: Tally
    /// Transactions that were begun again because the server gave them up.
    public var retries: Int
    public var exports: [ExportSummary]
    public var outputs: [OutputSummary]
    /// What of this campus's held fees waits for whom, counted by reason.
    public var heldByReason: [HeldCount]
    /// The last day of the term table, where it was over or within 60 days at the run.
    public var termsEnd: CalendarDate?

    public init(
        campus: CampusKey,
        name: String,
        timeZone: String,
        state: CampusState,
        layoutConfirmed: Bool,
        outcome: CampusOutcome,
        message: String = "",
        remedy: String? = nil,
        books: Books = .zero,
        released: Tally = .zero,
        retries: Int = 0,
        exports: [ExportSummary] = [],
        outputs: [OutputSummary] = [],
        heldByReason: [HeldCount] = [],
        termsEnd: CalendarDate? = nil
    ) {
        self.campus = campus
        self.name = name
        self.timeZone = timeZone
        self.state = state
        self.layoutConfirmed = layoutConfirmed
        self.outcome = outcome
        self.message = message
        self.remedy = remedy
        self.books = books
        self.released = released
        self.retries = retries
        self.exports = exports
        self.outputs = outputs
        self.heldByReason = heldByReason
        self.termsEnd = termsEnd
    }

    private enum CodingKeys: String, CodingKey {
        case campus, name, state, outcome, message, remedy, read, written, diverted, held
        case duplicate, skipped, exports, outputs, released, retries
        case timeZone = "time_zone"
        case layoutConfirmed = "layout_confirmed"
        case heldByReason = "held_by_reason"
        case termsEnd = "terms_end"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(name, forKey: .name)
        try container.encode(timeZone, forKey: .timeZone)
        try container.encode(state, forKey: .state)
        try container.encode(layoutConfirmed, forKey: .layoutConfirmed)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(message, forKey: .message)
        try container.encode(remedy, forKey: .remedy)
        try container.encode(buckets: books)
        try container.encode(exports, forKey: .exports)
        try container.encode(outputs, forKey: .outputs)
        try container.encode(released, forKey: .released)
        try container.encode(retries, forKey: .retries)
        try container.encode(heldByReason, forKey: .heldByReason)
        try container.encode(termsEnd?.iso, forKey: .termsEnd)
    }
}

/// How many of a campus's fees (or exports) are held for one reason, and of which fee type.
public struct HeldCount: Sendable, Hashable, Encodable {
    public var reason: HoldReason
    /// The type as Alma gives it, where the reason is about it; types are codes, not patron data.
    public var feeType: String?
    public var tally: Tally
    /// Since when the oldest of them waits.
    public var since: Timestamp?
    /// The rows that lookups lack that are asked by more than the fee type, for people.
    public var missingRows: [String]

    public init(
        reason: HoldReason,
        feeType: String?,
        tally: Tally,
        since: Timestamp? = nil,
        missingRows: [String] = []
    ) {
        self.reason = reason
        self.feeType = feeType
        self.tally = tally
        self.since = since
        self.missingRows = missingRows
    }

    /// What is held and why, with the usual next act: as it stands among what a campus needs.
    public var sentence: String {
        let type = feeType.map { " (\(Printable.escaped($0)))" } ?? ""
        return "\(tally.count) held\(type): \(reason.meaning.text); \(reason.remedy.text)"
    }

    private enum CodingKeys: String, CodingKey {
        case reason, tally, since
        case feeType = "fee_type"
    }
}

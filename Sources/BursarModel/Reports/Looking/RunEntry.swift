/// One run in a list of runs, as its viewer may see it: a campus sees its own part alone.
public struct RunEntry: Hashable, Sendable, Encodable {
    public var run: String
    public var mode: RunMode
    public var startedAt: Timestamp
    /// Nil while it goes on, and for ever if it was killed.
    public var finishedAt: Timestamp?
    /// How many campuses took part, and how many of them need a person.
    public var campuses: Int64
    public var troubled: Int64
    public var totals: Books

    public init(
        run: String,
        mode: RunMode,
        startedAt: Timestamp,
        finishedAt: Timestamp?,
        campuses: Int64,
        troubled: Int64,
        totals: Books
    ) {
        self.run = run
        self.mode = mode
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.campuses = campuses
        self.troubled = troubled
        self.totals = totals
    }

    private enum CodingKeys: String, CodingKey {
        case run, mode, campuses, troubled, totals
        case startedAt = "started_at"
        case finishedAt = "finished_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(run, forKey: .run)
        try container.encode(mode, forKey: .mode)
        try container.encode(startedAt, forKey: .startedAt)
        try container.encode(finishedAt, forKey: .finishedAt)
        try container.encode(campuses, forKey: .campuses)
        try container.encode(troubled, forKey: .troubled)
        try container.encode(totals, forKey: .totals)
    }
}

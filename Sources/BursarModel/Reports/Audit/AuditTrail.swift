/// The audit trail, or a part of it, the oldest row first.
public struct AuditTrail: Sendable, Encodable {
    /// One row: who did what, when, to which and why.
    public struct Row: Hashable, Sendable {
        /// Among the rows of all campuses, from 1.
        public var number: Int64
        /// By the database's clock.
        public var at: Timestamp
        /// Nil where it is about all campuses.
        public var campus: CampusKey?
        /// The person, or the run.
        public var who: String
        /// The login that the database knew the session by.
        public var login: String
        /// A word of `AuditAct`, or of a newer program's.
        public var act: String
        public var subject: String?
        public var reason: String?
        public var sha256: String?
        public var tally: Tally?
        public var books: Books?
        public var facts: [Fact]

        public init(
            number: Int64,
            at: Timestamp,
            campus: CampusKey?,
            who: String,
            login: String,
            act: String,
            subject: String? = nil,
            reason: String? = nil,
            sha256: String? = nil,
            tally: Tally? = nil,
            books: Books? = nil,
            facts: [Fact] = []
        ) {
            self.number = number
            self.at = at
            self.campus = campus
            self.who = who
            self.login = login
            self.act = act
            self.subject = subject
            self.reason = reason
            self.sha256 = sha256
            self.tally = tally
            self.books = books
            self.facts = facts
        }
    }

    public struct Fact: Hashable, Sendable, Encodable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var rows: [Row]
    /// The zone in which a text shows its times.
    public var timeZone: String
    public var isDemo: Bool

    public init(rows: [Row], timeZone: String, isDemo: Bool) {
        self.rows = rows
        self.timeZone = timeZone
        self.isDemo = isDemo
    }

    private enum CodingKeys: String, CodingKey {
        case demo, audit
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(isDemo, forKey: .demo)
        try container.encode(rows, forKey: .audit)
    }
}

extension AuditTrail.Row: Encodable {
    private enum CodingKeys: String, CodingKey {
        case number, at, campus, who, login, act, subject, reason, sha256, totals, facts
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
        try container.encode(at, forKey: .at)
        try container.encodeIfPresent(campus?.text, forKey: .campus)
        try container.encode(who, forKey: .who)
        try container.encode(login, forKey: .login)
        try container.encode(act, forKey: .act)
        try container.encodeIfPresent(subject, forKey: .subject)
        try container.encodeIfPresent(reason, forKey: .reason)
        try container.encodeIfPresent(sha256, forKey: .sha256)
        if let books {
            try container.encode(books, forKey: .totals)
        } else {
            try container.encodeIfPresent(tally, forKey: .totals)
        }
        try container.encode(facts, forKey: .facts)
    }
}

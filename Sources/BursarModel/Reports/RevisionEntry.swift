/// One revision of a campus as `campus history` lists it.
public struct RevisionEntry: Hashable, Sendable, Encodable {
    public var revision: Int
    public var recordedAt: Timestamp
    public var recordedBy: String
    /// The state that counts: `paused` by a person stands above what the file says.
    public var state: CampusState
    /// What it changed, in a few words: `humboldt.yaml +3 −1; planned → trial`.
    public var change: String
    /// What the person said who paused or resumed the campus.
    public var reason: String?
    /// The names of the files it is made of, the campus file first.
    public var sources: [String]

    public init(
        revision: Int,
        recordedAt: Timestamp,
        recordedBy: String,
        state: CampusState,
        change: String,
        reason: String?,
        sources: [String]
    ) {
        self.revision = revision
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
        self.state = state
        self.change = change
        self.reason = reason
        self.sources = sources
    }

    private enum CodingKeys: String, CodingKey {
        case revision, state, change, reason, sources
        case recordedAt = "recorded_at"
        case recordedBy = "recorded_by"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(revision, forKey: .revision)
        try container.encode(recordedAt, forKey: .recordedAt)
        try container.encode(recordedBy, forKey: .recordedBy)
        try container.encode(state, forKey: .state)
        try container.encode(change, forKey: .change)
        try container.encode(reason, forKey: .reason)
        try container.encode(sources, forKey: .sources)
    }
}

/// What `campus history` tells of one campus, the newest revision first.
public struct RevisionHistory: Sendable, Encodable {
    public var campus: CampusKey
    public var name: String
    public var timeZone: String
    public var revisions: [RevisionEntry]

    public init(campus: CampusKey, name: String, timeZone: String, revisions: [RevisionEntry]) {
        self.campus = campus
        self.name = name
        self.timeZone = timeZone
        self.revisions = revisions
    }

    private enum CodingKeys: String, CodingKey {
        case campus, revisions
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(revisions, forKey: .revisions)
    }
}

/// A campus as `campus list` shows it: from the revision in force.
public struct RegisteredCampus: Hashable, Sendable, Encodable {
    public struct Profile: Hashable, Sendable, Encodable {
        public var code: String
        public var location: String
        public var schedule: String
        public var format: String

        public init(code: String, location: String, schedule: String, format: String) {
            self.code = code
            self.location = location
            self.schedule = schedule
            self.format = format
        }
    }

    public var campus: CampusKey
    public var name: String
    public var timeZone: String
    public var state: CampusState
    /// There where the campus is paused.
    public var pause: CampusPause?
    public var revision: Int
    public var layoutConfirmed: Bool
    public var exports: [Profile]
    public var outbox: String

    public init(
        campus: CampusKey,
        name: String,
        timeZone: String,
        state: CampusState,
        pause: CampusPause? = nil,
        revision: Int,
        layoutConfirmed: Bool,
        exports: [Profile],
        outbox: String
    ) {
        self.campus = campus
        self.name = name
        self.timeZone = timeZone
        self.state = state
        self.pause = pause
        self.revision = revision
        self.layoutConfirmed = layoutConfirmed
        self.exports = exports
        self.outbox = outbox
    }

    private enum CodingKeys: String, CodingKey {
        case campus, name, state, revision, exports, outbox
        case timeZone = "time_zone"
        case pause = "paused"
        case layoutConfirmed = "layout_confirmed"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(name, forKey: .name)
        try container.encode(timeZone, forKey: .timeZone)
        try container.encode(state, forKey: .state)
        try container.encode(pause, forKey: .pause)
        try container.encode(revision, forKey: .revision)
        try container.encode(layoutConfirmed, forKey: .layoutConfirmed)
        try container.encode(exports, forKey: .exports)
        try container.encode(outbox, forKey: .outbox)
    }
}

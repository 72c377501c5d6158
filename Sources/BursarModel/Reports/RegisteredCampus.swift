/// A campus as `campus list` shows it: from the revision in force.
public struct RegisteredCampus: Sendable, Encodable {
    public struct Profile: Sendable, Encodable {
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
    public var state: CampusState
    public var revision: Int
    public var layoutConfirmed: Bool
    public var exports: [Profile]
    public var outbox: String

    public init(
        campus: CampusKey,
        name: String,
        state: CampusState,
        revision: Int,
        layoutConfirmed: Bool,
        exports: [Profile],
        outbox: String
    ) {
        self.campus = campus
        self.name = name
        self.state = state
        self.revision = revision
        self.layoutConfirmed = layoutConfirmed
        self.exports = exports
        self.outbox = outbox
    }

    private enum CodingKeys: String, CodingKey {
        case campus, name, state, revision, exports, outbox
        case layoutConfirmed = "layout_confirmed"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(name, forKey: .name)
        try container.encode(state, forKey: .state)
        try container.encode(revision, forKey: .revision)
        try container.encode(layoutConfirmed, forKey: .layoutConfirmed)
        try container.encode(exports, forKey: .exports)
        try container.encode(outbox, forKey: .outbox)
    }
}

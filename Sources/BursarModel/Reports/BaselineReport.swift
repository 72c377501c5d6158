/// What became of the exports that a person said were sent already.
public struct BaselineReport: Sendable, Encodable {
    /// What became of one file.
    public enum State: String, Sendable, CaseIterable, Encodable {
        /// Its fees are known from now on.
        case booked
        /// It was booked before; nothing changed.
        case known
        /// Nothing of it was booked.
        case refused
    }

    public struct Export: Sendable, Encodable {
        public var file: String
        /// Nil where the file could not be read at all.
        public var sha256: String?
        public var exportNumber: String?
        public var state: State
        /// A reason code, where one says why it was refused.
        public var reason: String?
        public var message: String?
        /// The next act, for a refused file.
        public var remedy: String?
        public var books: Books

        public init(file: String) {
            self.file = file
            state = .booked
            books = .zero
        }
    }

    public var campus: CampusKey
    public var name: String
    public var isDemo: Bool
    /// Its number among those of the campus; nil where nothing was booked.
    public var baseline: Int?
    public var person: String
    public var reason: String
    public var exports: [Export]
    public var totals: Books

    public init(
        campus: CampusKey,
        name: String,
        isDemo: Bool,
        person: String,
        reason: String,
        exports: [Export]
    ) {
        self.campus = campus
        self.name = name
        self.isDemo = isDemo
        self.person = person
        self.reason = reason
        self.exports = exports
        totals = .zero
    }

    /// Whether a file was refused, or a fee is held now.
    public var needsAttention: Bool {
        totals.held.count > 0 || exports.contains { $0.state == .refused }
    }
}

extension BaselineReport {
    private enum CodingKeys: String, CodingKey {
        case campus, name, baseline, reason, exports, totals
        case isDemo = "demo"
        case person = "by"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(name, forKey: .name)
        try container.encode(isDemo, forKey: .isDemo)
        try container.encode(baseline, forKey: .baseline)
        try container.encode(person, forKey: .person)
        try container.encode(reason, forKey: .reason)
        try container.encode(exports, forKey: .exports)
        try container.encode(totals, forKey: .totals)
    }
}

extension BaselineReport.Export {
    private enum CodingKeys: String, CodingKey {
        case file, sha256, state, reason, message, remedy, read, written, diverted, held
        case duplicate, skipped
        case exportNumber = "export_number"
    }

    /// Absent values are written as null, so that every key is always there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(file, forKey: .file)
        try container.encode(sha256, forKey: .sha256)
        try container.encode(exportNumber, forKey: .exportNumber)
        try container.encode(state, forKey: .state)
        try container.encode(reason, forKey: .reason)
        try container.encode(message, forKey: .message)
        try container.encode(remedy, forKey: .remedy)
        try container.encode(buckets: books)
    }
}

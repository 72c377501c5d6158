/// An output that a fee is in, or was in, and its place there.
public struct TracedOutput: Sendable, Encodable {
    /// Such as `humboldt-17`.
    public var id: String
    public var name: String
    public var kind: OutputKind
    public var state: OutputState
    /// Nil until its bytes are fixed.
    public var sha256: String?
    /// From 1, and that of several fees where the file groups; nil while nobody knows.
    public var record: Int64?
    /// Of the file, from 1, with its header; nil where the record or the format is not known.
    public var line: Int64?
    public var path: String
    public var run: String
    /// The configuration it was made with, and the place of its declaration there, from 0.
    public var revision: Int
    public var format: String
    public var file: Int
    public var plannedAt: Timestamp
    public var publishedAt: Timestamp?
    public var collectedAt: Timestamp?
    public var voidAt: Timestamp?
    /// The run, or the person, that took its fees back.
    public var voidedBy: String?
    public var note: String?
    public var purgedAt: Timestamp?

    public init(
        id: String,
        name: String,
        kind: OutputKind,
        state: OutputState,
        sha256: String?,
        record: Int64?,
        path: String,
        run: String,
        revision: Int,
        format: String,
        file: Int,
        plannedAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.state = state
        self.sha256 = sha256
        self.record = record
        self.path = path
        self.run = run
        self.revision = revision
        self.format = format
        self.file = file
        self.plannedAt = plannedAt
    }

    private enum CodingKeys: String, CodingKey {
        case id, name, kind, state, sha256, record, line, path, run, revision, format, note
        case plannedAt = "planned_at"
        case publishedAt = "published_at"
        case collectedAt = "collected_at"
        case voidAt = "void_at"
        case voidedBy = "voided_by"
        case purgedAt = "purged_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(kind.rawValue, forKey: .kind)
        try container.encode(state.rawValue, forKey: .state)
        try container.encode(sha256, forKey: .sha256)
        try container.encode(record, forKey: .record)
        try container.encode(line, forKey: .line)
        try container.encode(path, forKey: .path)
        try container.encode(run, forKey: .run)
        try container.encode(revision, forKey: .revision)
        try container.encode(format, forKey: .format)
        try container.encode(plannedAt, forKey: .plannedAt)
        try container.encode(publishedAt, forKey: .publishedAt)
        try container.encode(collectedAt, forKey: .collectedAt)
        try container.encode(voidAt, forKey: .voidAt)
        try container.encode(voidedBy, forKey: .voidedBy)
        try container.encode(note, forKey: .note)
        try container.encode(purgedAt, forKey: .purgedAt)
    }
}

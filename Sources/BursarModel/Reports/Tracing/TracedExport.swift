/// The export that a fee came in, and its place there.
public struct TracedExport: Sendable, Encodable {
    /// Such as `humboldt-x3`.
    public var id: String
    public var file: String
    public var sha256: String
    public var exportNumber: String?
    public var ordinal: Int64
    public var line: Int64
    public var receivedAt: Timestamp
    public var bookedAt: Timestamp?
    /// The run that booked it, or the name of a baseline.
    public var run: String
    /// A person's word that the campus's earlier way had sent it; nil for what a run took in.
    public var baseline: Int?
    /// When its file and what told of persons was given up; nil before.
    public var purgedAt: Timestamp?

    public init(
        id: String,
        file: String,
        sha256: String,
        exportNumber: String?,
        ordinal: Int64,
        line: Int64,
        receivedAt: Timestamp,
        bookedAt: Timestamp?,
        run: String,
        baseline: Int?,
        purgedAt: Timestamp?
    ) {
        self.id = id
        self.file = file
        self.sha256 = sha256
        self.exportNumber = exportNumber
        self.ordinal = ordinal
        self.line = line
        self.receivedAt = receivedAt
        self.bookedAt = bookedAt
        self.run = run
        self.baseline = baseline
        self.purgedAt = purgedAt
    }

    private enum CodingKeys: String, CodingKey {
        case id, file, sha256, ordinal, line, run, baseline
        case exportNumber = "export_number"
        case receivedAt = "received_at"
        case bookedAt = "booked_at"
        case purgedAt = "purged_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(file, forKey: .file)
        try container.encode(sha256, forKey: .sha256)
        try container.encode(exportNumber, forKey: .exportNumber)
        try container.encode(ordinal, forKey: .ordinal)
        try container.encode(line, forKey: .line)
        try container.encode(receivedAt, forKey: .receivedAt)
        try container.encode(bookedAt, forKey: .bookedAt)
        try container.encode(run, forKey: .run)
        try container.encode(baseline, forKey: .baseline)
        try container.encode(purgedAt, forKey: .purgedAt)
    }
}

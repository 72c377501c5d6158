/// One export that a run looked at.
public struct ExportSummary: Sendable, Encodable {
    public var file: String
    /// Lowercase hex; nil while the file is not taken.
    public var sha256: String?
    public var exportNumber: String?
    public var state: ExportState
    /// A hold reason's or an ignore reason's word, or `duplicate_file`.
    public var reason: String?
    /// What is wrong and where (line and column, never a text of the file).
    public var message: String?
    public var read: Tally
    public var receivedAt: Timestamp?

    public init(
        file: String,
        sha256: String? = nil,
        exportNumber: String? = nil,
        state: ExportState,
        reason: String? = nil,
        message: String? = nil,
        read: Tally = .zero,
        receivedAt: Timestamp? = nil
    ) {
        self.file = file
        self.sha256 = sha256
        self.exportNumber = exportNumber
        self.state = state
        self.reason = reason
        self.message = message
        self.read = read
        self.receivedAt = receivedAt
    }

    private enum CodingKeys: String, CodingKey {
        case file, sha256, state, reason, message, read
        case exportNumber = "export_number"
        case receivedAt = "received_at"
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
        try container.encode(read, forKey: .read)
        try container.encode(receivedAt, forKey: .receivedAt)
    }
}

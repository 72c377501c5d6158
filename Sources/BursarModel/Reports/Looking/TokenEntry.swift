/// A token as the registry of tokens has it; the token itself stands nowhere.
public struct TokenEntry: Hashable, Sendable, Encodable {
    public var name: String
    /// The campus that it is bound to; nil: the consortium's.
    public var campus: CampusKey?
    public var mayTrace: Bool
    public var createdBy: String
    public var createdAt: Timestamp
    public var revokedBy: String?
    public var revokedAt: Timestamp?

    public init(
        name: String,
        campus: CampusKey?,
        mayTrace: Bool,
        createdBy: String,
        createdAt: Timestamp,
        revokedBy: String? = nil,
        revokedAt: Timestamp? = nil
    ) {
        self.name = name
        self.campus = campus
        self.mayTrace = mayTrace
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.revokedBy = revokedBy
        self.revokedAt = revokedAt
    }

    private enum CodingKeys: String, CodingKey {
        case name, campus
        case mayTrace = "may_trace"
        case createdBy = "created_by"
        case createdAt = "created_at"
        case revokedBy = "revoked_by"
        case revokedAt = "revoked_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(campus?.text, forKey: .campus)
        try container.encode(mayTrace, forKey: .mayTrace)
        try container.encode(createdBy, forKey: .createdBy)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(revokedBy, forKey: .revokedBy)
        try container.encode(revokedAt, forKey: .revokedAt)
    }
}

/// What Alma's job report said of one export, compared with what came.
///
/// Alma closes what it exports, so a file that lacks fees its job counted is money that nobody
/// collects; only this comparison shows it.
public struct Expectation: Hashable, Sendable, Encodable {
    public enum Verdict: String, Hashable, Sendable, Encodable, CaseIterable {
        /// No export of this number came yet.
        case outstanding
        case met
        /// It came with other totals.
        case differs
    }

    public var campus: CampusKey
    public var exportNumber: String
    public var expectedUsers: Int64
    public var expectedFees: Int64
    /// Of the export that came; nil while none did.
    public var users: Int64?
    public var fees: Int64?
    public var verdict: Verdict
    public var statedBy: String
    public var statedAt: Timestamp

    public init(
        campus: CampusKey,
        exportNumber: String,
        expectedUsers: Int64,
        expectedFees: Int64,
        users: Int64?,
        fees: Int64?,
        verdict: Verdict,
        statedBy: String,
        statedAt: Timestamp
    ) {
        self.campus = campus
        self.exportNumber = exportNumber
        self.expectedUsers = expectedUsers
        self.expectedFees = expectedFees
        self.users = users
        self.fees = fees
        self.verdict = verdict
        self.statedBy = statedBy
        self.statedAt = statedAt
    }

    private enum CodingKeys: String, CodingKey {
        case campus, users, fees, verdict
        case exportNumber = "export_number"
        case expectedUsers = "expected_users"
        case expectedFees = "expected_fees"
        case statedBy = "stated_by"
        case statedAt = "stated_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(exportNumber, forKey: .exportNumber)
        try container.encode(expectedUsers, forKey: .expectedUsers)
        try container.encode(expectedFees, forKey: .expectedFees)
        try container.encode(users, forKey: .users)
        try container.encode(fees, forKey: .fees)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(statedBy, forKey: .statedBy)
        try container.encode(statedAt, forKey: .statedAt)
    }
}

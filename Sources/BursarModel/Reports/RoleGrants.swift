/// A role of the database, and what it may do there.
public struct RoleGrants: Sendable, Encodable {
    /// What it may do with one table, view, sequence, function, or with the database as a whole.
    public struct Grant: Sendable, Encodable {
        public var object: String
        /// Such as `select` and `insert`.
        public var privileges: [String]
        /// What it may do with some columns alone.
        public var columns: [ColumnGrant]

        public init(object: String, privileges: [String], columns: [ColumnGrant]) {
            self.object = object
            self.privileges = privileges
            self.columns = columns
        }
    }

    public struct ColumnGrant: Sendable, Encodable {
        public var privilege: String
        public var columns: [String]

        public init(privilege: String, columns: [String]) {
            self.privilege = privilege
            self.columns = columns
        }
    }

    public var role: String
    /// What it is for; nil for a login of the site's own.
    public var purpose: String?
    /// The campus whose login it is.
    public var campus: String?
    public var logsIn: Bool
    /// Nil: without a limit of its own.
    public var sessionLimit: Int?
    /// It may do what these may, or take their place.
    public var memberOf: [String]
    public var grants: [Grant]

    public init(
        role: String,
        purpose: String?,
        campus: String?,
        logsIn: Bool,
        sessionLimit: Int?,
        memberOf: [String],
        grants: [Grant]
    ) {
        self.role = role
        self.purpose = purpose
        self.campus = campus
        self.logsIn = logsIn
        self.sessionLimit = sessionLimit
        self.memberOf = memberOf
        self.grants = grants
    }

    enum CodingKeys: String, CodingKey {
        case role, purpose, campus, grants
        case logsIn = "logs_in"
        case sessionLimit = "session_limit"
        case memberOf = "member_of"
    }
}

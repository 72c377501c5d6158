/// Which migrations a database has, and which it still needs.
public struct MigrationStatus: Sendable, Equatable {
    public struct Applied: Sendable, Equatable {
        public let number: Int
        public let name: String
        public let appliedAt: PostgresTimestamp
    }

    public let applied: [Applied]
    public let pending: [Migration]
    /// The standing script was applied as it is now, after the last migration.
    public let isStandingCurrent: Bool

    public var isCurrent: Bool { pending.isEmpty && isStandingCurrent }
}

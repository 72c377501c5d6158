/// Which migrations a database has, and which it still needs.
public struct MigrationStatus: Sendable, Equatable {
    public struct Applied: Sendable, Equatable {
        public let number: Int
        public let name: String
        public let appliedAt: PostgresTimestamp
    }

    public let applied: [Applied]
    public let pending: [Migration]

    public var isCurrent: Bool { pending.isEmpty }
}

/// How much a transaction sees of the others that run beside it.
public enum PostgresIsolation: String, Sendable, CaseIterable {
    case readCommitted = "read committed"
    /// One snapshot for all its statements.
    case repeatableRead = "repeatable read"
    case serializable = "serializable"
}

/// How long a session waits for its server, and how long the server lets it wait.
///
/// The first four are kept by this process with its own clock, so that a dead connection cannot
/// hang it. The server is told slightly less for a statement: then it is the server that ends it,
/// and the outcome is known.
public struct PostgresDeadlines: Sendable, Equatable {
    /// For each host of the address; name resolution blocks and is not covered.
    public var connect: Duration
    public var statement: Duration
    public var commit: Duration
    /// Without progress: a COPY may last as long as it moves.
    public var copy: Duration
    /// For a lock that another session holds.
    public var lock: Duration
    /// Between two statements of a transaction, after which the server ends the session.
    public var idleInTransaction: Duration

    public static let standard = PostgresDeadlines()

    public init(
        connect: Duration = .seconds(5),
        statement: Duration = .seconds(30),
        commit: Duration = .seconds(30),
        copy: Duration = .seconds(30),
        lock: Duration = .seconds(10),
        idleInTransaction: Duration = .seconds(120)
    ) {
        self.connect = connect
        self.statement = statement
        self.commit = commit
        self.copy = copy
        self.lock = lock
        self.idleInTransaction = idleInTransaction
    }
}

/// One session with a PostgreSQL server.
///
/// Not `Sendable`: libpq serves one thread at a time, and every method blocks its thread, at most
/// until its deadline. A session that missed a deadline or lost its server is broken: it is closed
/// and stays so.
@safe public final class PostgresConnection {
    let deadlines: PostgresDeadlines
    private(set) var session: LibPQSession?
    /// The `statement_timeout` that the server has; nil where a rollback may have put it back.
    var serverTimeout: Duration?
    /// For statements that are given none of their own, while `allowing` has its body done.
    private var allowed: Duration?
    /// A COPY that has neither ended nor been given up: the server takes nothing else.
    var isCopying = false
    /// How often a transaction of the session was begun again that the server had given up.
    public internal(set) var repeats = 0
    /// Whether rows are found by an index alone, wherever there is one.
    public internal(set) var avoidsScans = false

    /// Opens a session and gives it its settings.
    ///
    /// The hosts of an address are tried in turn, each with the deadline of its own that libpq
    /// would give it.
    public init(
        _ address: PostgresAddress,
        applicationName: String,
        deadlines: PostgresDeadlines = .standard
    ) throws(PostgresError) {
        self.deadlines = deadlines
        session = try ConnectionAttempts(address, applicationName: applicationName)
            .open(within: deadlines.connect)
        try configure()
    }

    public var serverVersion: Int { session?.serverVersion ?? 0 }

    /// The server's process for this session, as the server's first message has it.
    public var backendID: Int32 { session?.backendID ?? 0 }

    /// How the session reaches its server.
    public var way: PostgresWay { PostgresWay(session) }

    public var isBroken: Bool { session?.isBad ?? true }

    public func close() {
        session?.close()
        session = nil
    }

    // MARK: Statements

    /// Asks for rows; a deadline given here takes the place of the session's.
    ///
    /// Transactions are begun and ended by `transaction` alone: it knows what a lost answer means.
    ///
    /// - Throws: `PostgresError`, whose `outcomeUnknown` says that it may have been done.
    public func query(
        _ statement: PostgresStatement,
        deadline: Duration? = nil
    ) throws(PostgresError) -> [PostgresRow] {
        try perform(statement, deadline: deadline).table?.rows ?? []
    }

    /// Does a statement, and counts the rows that it affected.
    @discardableResult
    public func execute(
        _ statement: PostgresStatement,
        deadline: Duration? = nil
    ) throws(PostgresError) -> Int {
        try perform(statement, deadline: deadline).affectedRows
    }

    /// Does several statements without binds, as one transaction unless they say otherwise.
    ///
    /// Nothing of a script is ever made from data.
    public func executeScript(_ sql: String, deadline: Duration) throws(PostgresError) {
        let end = Deadline(in: deadline)
        try allowServer(deadline, until: end)
        try command(.script(sql), until: end)
    }

    /// Gives all statements of `body` the same deadline, those apart that have one of their own.
    public func allowing<Result>(
        _ deadline: Duration,
        _ body: () throws -> Result
    ) rethrows -> Result {
        let before = allowed
        allowed = deadline
        defer { allowed = before }
        return try body()
    }

    private func perform(
        _ statement: PostgresStatement,
        deadline: Duration?
    ) throws(PostgresError) -> CommandOutcome {
        let deadline = deadline ?? allowed ?? deadlines.statement
        let end = Deadline(in: deadline)
        try allowServer(deadline, until: end)
        return try command(.statement(statement), until: end)
    }
}

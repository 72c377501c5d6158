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
    /// A COPY that has neither ended nor been given up: the server takes nothing else.
    var isCopying = false

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

    public var isBroken: Bool { session?.isBad ?? true }

    public func close() {
        session?.close()
        session = nil
    }

    // MARK: Statements

    /// Asks for rows; a deadline given here takes the place of the session's.
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
    /// For migrations alone: nothing of a script is ever made from data.
    public func executeScript(_ sql: String, deadline: Duration) throws(PostgresError) {
        try allowServer(deadline)
        try command(.script(sql), within: deadline)
    }

    private func perform(
        _ statement: PostgresStatement,
        deadline: Duration?
    ) throws(PostgresError) -> CommandOutcome {
        let deadline = deadline ?? deadlines.statement
        try allowServer(deadline)
        return try command(.statement(statement), within: deadline)
    }

    // MARK: One round trip

    enum Request {
        case statement(PostgresStatement)
        case script(String)
        /// A script of ours, which is short enough for a message.
        case control(String)
        case copy(String)

        var text: String {
            switch self {
            case .statement(let statement): statement.text
            case .script: "(a script)"
            case .control(let text), .copy(let text): text
            }
        }

        var isCopy: Bool {
            if case .copy = self { true } else { false }
        }
    }

    /// Sends a request and takes all its answers; the last one counts.
    ///
    /// One that `decides` ends a transaction: without its answer the outcome is unknown.
    @discardableResult
    func command(
        _ request: Request,
        within duration: Duration,
        decides: Bool = false
    ) throws(PostgresError) -> CommandOutcome {
        let session = try idleSession(for: request)
        // In a transaction a lost session means a rollback; alone, a statement is its own
        // transaction.
        let outcomeUnknown = decides || session.transactionState == .none
        let deadline = Deadline(in: duration)
        do {
            switch request {
            case .statement(let statement): try session.send(statement, until: deadline)
            case .script(let text), .control(let text):
                try session.send(script: text, until: deadline)
            case .copy(let text):
                try session.send(script: "set statement_timeout = 0; \(text)", until: deadline)
            }
        } catch {
            throw giveUp(error, during: request.text, outcomeUnknown: outcomeUnknown)
        }
        return try answers(to: request, until: deadline, outcomeUnknown: outcomeUnknown)
    }

    func answers(
        to request: Request,
        until deadline: Deadline,
        outcomeUnknown: Bool
    ) throws(PostgresError) -> CommandOutcome {
        var outcome = CommandOutcome()
        var refusal: ServerRefusal?
        while true {
            let result: PostgresResult?
            do {
                result = try session?.nextResult(until: deadline)
            } catch {
                throw giveUp(error, during: request.text, outcomeUnknown: outcomeUnknown)
            }
            guard let result else { break }
            switch result.status {
            case .done, .rows:
                outcome = CommandOutcome(result, statement: request.text)
            case .refused:
                refusal = refusal ?? result.refusal
            case .copyIn where request.isCopy:
                isCopying = true
                return outcome
            case .copyIn, .unexpected:
                close()
                throw PostgresError(
                    .misuse,
                    message: "only `copyIn` may begin a COPY",
                    statement: request.text
                )
            }
        }
        if let refusal { throw error(refusal, from: request, outcomeUnknown: outcomeUnknown) }
        return outcome
    }

    /// The session, if it can take a request now.
    private func idleSession(for request: Request) throws(PostgresError) -> LibPQSession {
        guard let session, !session.isBad else {
            throw PostgresError(
                .connectionLost,
                message: "the session has ended already",
                statement: request.text
            )
        }
        guard !isCopying else {
            throw PostgresError(
                .misuse,
                message: "a COPY is not finished",
                statement: request.text
            )
        }
        return session
    }

    // MARK: Errors

    /// Closes the session and says why.
    func giveUp(
        _ failure: LibPQSession.Failure,
        during statement: String?,
        outcomeUnknown: Bool
    ) -> PostgresError {
        close()
        switch failure {
        case .deadlineExceeded:
            return PostgresError(
                .deadlineExceeded,
                message: "the server did not answer in time; the session was given up",
                statement: statement,
                outcomeUnknown: outcomeUnknown
            )
        case .lost:
            return PostgresError(
                .connectionLost,
                message: "the session with the server was lost",
                statement: statement,
                outcomeUnknown: outcomeUnknown
            )
        }
    }

    private func error(
        _ refusal: ServerRefusal,
        from request: Request,
        outcomeUnknown: Bool
    ) -> PostgresError {
        let isLost = refusal.endsSession || isBroken
        if isLost { close() }
        var message = refusal.message
        if case .script(let text) = request, let position = refusal.position {
            let line = 1 + text.unicodeScalars.prefix(position - 1).count { $0 == "\n" }
            message += " (line \(line))"
        }
        return PostgresError(
            isLost ? .connectionLost : .statementFailed,
            state: refusal.state,
            message: message,
            statement: request.text,
            constraint: refusal.constraint,
            outcomeUnknown: isLost && outcomeUnknown
        )
    }
}

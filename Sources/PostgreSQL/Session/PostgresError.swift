/// Why PostgreSQL did not do what it was asked.
///
/// PostgreSQL quotes rows: in DETAIL, and in class 22 in the message itself. So an error keeps the
/// state, the primary message outside class 22 and the statement without its values, and nothing
/// else.
public struct PostgresError: Error, Equatable, Sendable {
    public enum Kind: Sendable, Equatable, CaseIterable {
        /// The address is none that libpq can read, or says what it cannot do.
        case addressUnusable
        /// No session came to be; `state` is nil where no server answered.
        case connectionFailed
        /// The session ended while it was in use.
        case connectionLost
        /// No answer came in time; the session was given up.
        case deadlineExceeded
        /// The server refused the statement; the session goes on.
        case statementFailed
        /// The answer is not what the caller asked for: a column is missing, null or of another
        /// type.
        case badResult
        /// The caller broke a rule of this module, such as a statement in the middle of a COPY.
        case misuse
    }

    public var kind: Kind
    public var state: SQLState?
    public var message: String
    /// The statement with `$1` where its values stood.
    public var statement: String?
    /// The constraint that was broken, by its name in the schema.
    public var constraint: String?
    /// The server may have done it, or may not have: read back by key, never assume.
    ///
    /// True where the answer to a COMMIT, or to a statement outside a transaction, did not come.
    public var outcomeUnknown: Bool

    public init(
        _ kind: Kind,
        state: SQLState? = nil,
        message: String,
        statement: String? = nil,
        constraint: String? = nil,
        outcomeUnknown: Bool = false
    ) {
        self.kind = kind
        self.state = state
        self.message = message
        self.statement = statement
        self.constraint = constraint
        self.outcomeUnknown = outcomeUnknown
    }

    /// The same transaction, run again from its beginning, may succeed: the server gave it up for
    /// another one's sake, or another one held a lock for long.
    public var deservesAnotherTry: Bool {
        state == .serializationFailure || state == .deadlockDetected || state == .lockNotAvailable
    }

    /// A page of a table or an index is not what was written; other pages can be read.
    public var isOfDamage: Bool { state == .dataCorrupted || state == .indexCorrupted }

    /// There is no server now, but there may be one in a moment: it starts, or all its places are
    /// taken.
    public var isServerAway: Bool {
        guard kind == .connectionFailed || kind == .deadlineExceeded || kind == .connectionLost
        else {
            return false
        }
        guard let state else { return true }
        return Self.passing.contains(state) || state.errorClass == "08"
    }

    private static let passing: [SQLState] = [
        .cannotConnectNow, .tooManyConnections, .adminShutdown, .crashShutdown,
    ]
}

extension PostgresError: CustomStringConvertible {
    public var description: String {
        var text = message
        if let state { text += " (SQLSTATE \(state.rawValue))" }
        if outcomeUnknown { text += "; whether it was done is not known" }
        if let statement { text += "; statement: \(statement)" }
        return text
    }
}

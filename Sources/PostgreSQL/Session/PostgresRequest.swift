/// What a session asks its server to do in one round trip.
enum PostgresRequest {
    case statement(PostgresStatement)
    /// Several statements of a migration.
    case script(String)
    case settings(String)
    /// Ours, without an effect that outlives the session.
    case control(String)
    case commit(String)
    case copy(String)

    /// For messages.
    var text: String {
        switch self {
        case .statement(let statement): statement.text
        case .script: "(a script)"
        case .settings: "(the session's settings)"
        case .control(let text), .commit(let text), .copy(let text): text
        }
    }

    var isCopy: Bool {
        if case .copy = self { true } else { false }
    }

    /// Whether something may have been done for good where the answer does not come.
    ///
    /// In a transaction a lost session means a rollback; alone, a statement is its own transaction.
    func decides(in state: LibPQSession.TransactionState) -> Bool {
        switch self {
        case .settings, .control: false
        case .commit: true
        case .statement, .script, .copy: state == .none
        }
    }
}

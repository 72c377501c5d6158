public import BursarModel
import PostgreSQL

extension Ledger {
    /// Reads with the rights of whoever looks, in one read-only transaction of one snapshot.
    ///
    /// The session's login is `bursarhub_status`, which may take a campus's place and nobody else's:
    /// the wall between campuses is then the database's row security, whatever `body` asks. A login
    /// that may take neither place is refused, and so is a campus that has no login yet.
    public func asViewer<Value>(
        _ viewer: Viewer,
        _ body: (Ledger) throws -> Value
    ) throws -> Value {
        try connection.transaction(.repeatableRead) {
            let role: String
            switch viewer {
            case .consortium: role = LedgerRole.status.name
            case .campus(let campus):
                guard let login = try login(of: campus) else {
                    throw LedgerError.unexpectedState(
                        "campus \(campus) has no login in the database; `database roles` makes it"
                    )
                }
                role = login
            }
            _ = try connection.query(
                """
                select set_config('transaction_read_only', 'on', true),
                    set_config('role', \(role), true)
                """
            )
            self.viewer = viewer
            defer { self.viewer = nil }
            return try body(self)
        }
    }
}

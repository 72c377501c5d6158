import Hub
import Ledger
import PostgreSQL

/// The embedded database, as a command uses it: set up by its administrator, worked with as the
/// login of runs.
struct EmbeddedDatabase {
    let administrator: PostgresAddress
    var run: PostgresAddress { administrator.withUser(LedgerRole.run.name) }

    /// Makes and starts its server on demand.
    init(_ home: Home) throws {
        administrator = try EmbeddedServer(folder: home.databasePath).start()
    }

    /// A session of the runs' login; before the first the administrator makes the database ready.
    ///
    /// `judge` looks at the server before anything is written to it.
    func open(
        _ console: Console,
        judging judge: (PostgresConnection) throws -> Void
    ) throws -> PostgresConnection {
        if let connection = try readyConnection() {
            try judge(connection)
            return connection
        }
        let connection = try connect(administrator)
        defer { connection.close() }
        try judge(connection)
        let applied = try LedgerMigrations.migrate(connection, by: Person.name)
        if !applied.isEmpty { console.detail("\(applied.count) migrations applied") }
        return try connect(run)
    }

    /// Gives campuses that have none their logins.
    func makeLogins() throws {
        let connection = try connect(administrator)
        defer { connection.close() }
        try LedgerAccess.makeLogins(connection)
    }

    /// Nil where the login or its tables are not there yet, or are of another version.
    private func readyConnection() throws -> PostgresConnection? {
        do {
            let connection = try connect(run)
            if try LedgerMigrations.migrator(connection).status().isCurrent { return connection }
            connection.close()
            return nil
        } catch {
            guard Self.isNotReady(error) else { throw error }
            return nil
        }
    }

    private static func isNotReady(_ error: any Error) -> Bool {
        let cause: PostgresError? =
            if case .database(let cause)? = error as? MigratorError {
                cause
            } else {
                error as? PostgresError
            }
        return cause?.state == .invalidAuthorization || cause?.state == .insufficientPrivilege
    }

    private func connect(_ address: PostgresAddress) throws -> PostgresConnection {
        try PostgresConnection.connectWithRetries(address, applicationName: "bursarhub command")
    }
}

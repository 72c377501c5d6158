import Ledger
public import PostgreSQL

/// A database of one test's own, cloned from a migrated template, dropped with this value.
///
/// Keep it in a stored property of the suite: a local may end before the test does.
public final class TestDatabase: Sendable {
    /// Its administrator's, who sets up and looks.
    public let address: PostgresAddress
    /// With which the hub works: the login of runs where the ledger is, else the administrator's.
    public let workAddress: PostgresAddress
    public let name: String
    private let server: TestServer

    public init(migrations: [Migration] = []) throws {
        server = try TestServer.shared
        let template = try server.template(of: migrations)
        name = server.freshName("test")
        try server.copy(template, as: name)
        address = server.address.withDatabase(name)
        let isLedger = migrations == LedgerTemplate.migrations
        workAddress = isLedger ? address.withUser(LedgerRole.run.name) : address
    }

    /// A copy of another database as it is now, such as a backup is; nobody must be connected.
    public init(copying other: TestDatabase) throws {
        server = try TestServer.shared
        name = server.freshName("copy")
        try server.copy(other.name, as: name)
        address = server.address.withDatabase(name)
        workAddress = other.workAddress.withDatabase(name)
    }

    /// As the command takes it.
    public var uri: String { workAddress.uri }

    /// A session of another login than the administrator's.
    public func connect(as login: String) throws -> PostgresConnection {
        // Logins are the server's, and may have few sessions: other tests use them, too.
        try PostgresConnection.connectWithRetries(
            address.withUser(login),
            applicationName: "tests"
        )
    }

    deinit {
        do {
            try server.administer("drop database \(name) with (force)")
        } catch {
            print("left behind: database \(name): \(error)")
        }
    }

    public func connect(
        applicationName: String = "tests",
        deadlines: PostgresDeadlines = .standard
    ) throws -> PostgresConnection {
        try PostgresConnection(address, applicationName: applicationName, deadlines: deadlines)
    }
}

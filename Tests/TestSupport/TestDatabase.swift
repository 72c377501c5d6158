public import PostgreSQL

/// A database of one test's own, cloned from a migrated template, dropped with this value.
///
/// Keep it in a stored property of the suite: a local may end before the test does.
public final class TestDatabase: Sendable {
    public let address: PostgresAddress
    public let name: String
    private let server: TestServer

    public init(migrations: [Migration] = []) throws {
        server = try TestServer.shared
        let template = try server.template(of: migrations)
        name = server.freshName("test")
        try server.administer("create database \(name) template \(template)")
        address = server.address.withDatabase(name)
    }

    /// A copy of another database as it is now, such as a backup is; nobody must be connected.
    public init(copying other: TestDatabase) throws {
        server = try TestServer.shared
        name = server.freshName("copy")
        try server.administer("create database \(name) template \(other.name)")
        address = server.address.withDatabase(name)
    }

    /// As the command takes it.
    public var uri: String { address.uri }

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

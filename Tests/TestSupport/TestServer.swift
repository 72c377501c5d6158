import Glibc
import Ledger
import Posix
public import PostgreSQL
import Synchronization

/// The PostgreSQL server of this test process: private, started on first use, gone at its end.
///
/// `BURSARHUB_TEST_SERVER`, a libpq URI, names another server to use.
public final class TestServer: Sendable {
    /// Where its administrator logs in.
    public let address: PostgresAddress
    /// Nil for a server that is not ours.
    private let folder: TestServerFolder?
    private let templates = Mutex<[String: String]>([:])
    private let counter = Atomic<Int>(0)

    private static let started = Result { try TestServer() }

    public static var shared: TestServer {
        get throws { try started.get() }
    }

    private init() throws {
        if let uri = unsafe getenv("BURSARHUB_TEST_SERVER") {
            address = unsafe PostgresAddress(String(cString: uri))
            folder = nil
            atexit { TestServer.dropTemplates() }
        } else {
            let folder = try TestServerFolder()
            address = try EmbeddedServer(folder: folder.serverPath).start()
            self.folder = folder
        }
    }

    /// A name that no other test has, for a database or a role.
    public func freshName(_ kind: String) -> String {
        let number = counter.add(1, ordering: .relaxed).newValue
        return "bursarhub_\(kind)_\(getpid())_\(number)"
    }

    /// Does one statement as the administrator, outside any test's database.
    public func administer(_ sql: String) throws {
        let connection = try PostgresConnection(
            address.withDatabase("postgres"),
            applicationName: "tests"
        )
        defer { connection.close() }
        try connection.executeScript(sql, deadline: .seconds(60))
    }

    /// A database with these migrations, to be cloned; made once.
    func template(of migrations: [Migration]) throws -> String {
        let key = migrations.map { "\($0.number) \($0.name)\n\($0.sql)" }.joined(separator: "\n")
        return try templates.withLock { templates in
            if let name = templates[key] { return name }
            let name = freshName("template")
            try administer("create database \(name)")
            let connection = try PostgresConnection(
                address.withDatabase(name),
                applicationName: "tests"
            )
            defer { connection.close() }
            guard migrations == LedgerTemplate.migrations else {
                try PostgresMigrator(connection, migrations).migrate()
                templates[key] = name
                return name
            }
            try LedgerMigrations.migrator(connection).migrate()
            // All tests at once are more than one consortium's runs.
            try connection.executeScript(
                "alter role \(LedgerRole.run.name) connection limit 90",
                deadline: .seconds(30)
            )
            templates[key] = name
            return name
        }
    }

    /// On a server that stays, nothing of ours does.
    private static func dropTemplates() {
        do {
            let server = try shared
            for name in server.templates.withLock({ Array($0.values) }) {
                try server.administer("drop database if exists \(name)")
            }
        } catch {
            print("templates left behind: \(error)")
        }
    }
}

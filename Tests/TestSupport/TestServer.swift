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
    /// Administrators' sessions that wait for their next statement.
    private let idle = Mutex<[Administrator]>([])
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
            // Databases of tests live for a second: nothing in them is worth tidying.
            try administer("alter system set autovacuum = off")
            try administer("select pg_reload_conf()")
        }
    }

    /// Who makes and drops databases; one thread at a time has it, between two stays among the idle.
    private struct Administrator: @unchecked Sendable {
        let connection: PostgresConnection
    }

    /// A name that no other test has, for a database or a role.
    public func freshName(_ kind: String) -> String {
        let number = counter.add(1, ordering: .relaxed).newValue
        return "bursarhub_\(kind)_\(getpid())_\(number)"
    }

    /// Does one statement as the administrator, outside any test's database.
    public func administer(_ sql: String) throws {
        let administrator =
            try idle.withLock { $0.popLast() }
            ?? Administrator(
                connection: PostgresConnection(
                    address.withDatabase("postgres"),
                    applicationName: "tests"
                )
            )
        do {
            try administrator.connection.executeScript(sql, deadline: .seconds(60))
        } catch {
            administrator.connection.close()
            throw error
        }
        idle.withLock { $0.append(administrator) }
    }

    /// Makes a database that is a copy of another, and lets the same logins in.
    ///
    /// Who may enter is said of a database and not in it, so a copy does not bring it along.
    func copy(_ original: String, as name: String) throws {
        try administer("create database \(name) template \(original)")
        try administer(
            """
            update pg_database copy set datacl = original.datacl
            from pg_database original
            where original.datname = '\(original)' and copy.datname = '\(name)'
            """
        )
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

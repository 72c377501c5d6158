import Dispatch
import PostgreSQL
import Synchronization
import TestSupport
import Testing

@Suite struct MigratorTests {
    private let database: TestDatabase

    private static let first = Migration(
        number: 1,
        name: "books",
        sql: "create schema book; create table book.entry (n bigint);"
    )
    private static let second = Migration(
        number: 2,
        name: "more",
        sql: "alter table book.entry add column more text;"
    )

    init() throws {
        database = try TestDatabase()
    }

    private func migrator(_ migrations: Migration...) throws -> PostgresMigrator {
        try PostgresMigrator(database.connect(), migrations)
    }

    private func hasEntryTable() throws -> Bool {
        let rows = try database.connect().query(
            "select count(*) = 1 as yes from pg_class where relname = 'entry'"
        )
        return try rows.first?.get("yes") ?? false
    }

    @Test
    func `a standing script is applied after the migrations, and anew when it or they change`()
        throws
    {
        func migrator(_ script: String, _ migrations: Migration...) throws -> PostgresMigrator {
            PostgresMigrator(
                try database.connect(),
                migrations,
                standing: StandingScript(name: "rows", parts: [script])
            )
        }
        func entries() throws -> Int64 {
            try database.connect().query("select count(*) as n from book.entry").first?.get("n")
                ?? -1
        }
        let add = "insert into book.entry (n) values (1)"
        let first = try migrator(add, Self.first)
        #expect(try !first.status().isCurrent)
        try first.migrate()
        #expect(try first.status().isCurrent)
        try first.migrate()
        #expect(try entries() == 1)
        // A migration may bring a table that the script has not seen.
        let second = try migrator(add, Self.first, Self.second)
        try second.migrate()
        #expect(try entries() == 2)
        let changed = try migrator("delete from book.entry", Self.first, Self.second)
        #expect(try !changed.status().isCurrent)
        #expect(try changed.migrate() == [])
        #expect(try entries() == 0)
        // One that fails leaves what was there, and is due again.
        let broken = try migrator("delete from book.entry; select 1 / 0", Self.first, Self.second)
        #expect(throws: MigratorError.self) { try broken.migrate() }
        #expect(try !broken.status().isCurrent)
        #expect(try changed.status().isCurrent)
        try second.applyStanding()
        #expect(try entries() == 1)
    }

    @Test func `what is pending is applied once, in order`() throws {
        let migrator = try migrator(Self.first, Self.second)
        #expect(try migrator.status().pending == [Self.first, Self.second])
        #expect(try migrator.status().applied == [])
        #expect(try migrator.migrate() == [Self.first, Self.second])
        #expect(try migrator.migrate() == [])
        let status = try migrator.status()
        #expect(status.isCurrent)
        #expect(status.applied.map(\.number) == [1, 2])
        #expect(status.applied.map(\.name) == ["books", "more"])
        let age =
            PostgresTimestamp.now.microsecondsSince1970
            - status.applied[1].appliedAt.microsecondsSince1970
        #expect((0..<60_000_000).contains(age))
    }

    @Test func `only what is new is applied later`() throws {
        try migrator(Self.first).migrate()
        let migrator = try migrator(Self.first, Self.second)
        #expect(try migrator.status().pending == [Self.second])
        #expect(try migrator.migrate() == [Self.second])
    }

    @Test func `asking changes nothing`() throws {
        _ = try migrator(Self.first).status()
        let rows = try database.connect().query(
            "select 1 from pg_namespace where nspname = 'migration'"
        )
        #expect(rows.isEmpty)
    }

    @Test func `a migration that was changed afterwards is refused`() throws {
        try migrator(Self.first).migrate()
        let changed = Migration(number: 1, name: "books", sql: Self.first.sql + "\n")
        let migrator = try migrator(changed, Self.second)
        let expected = MigratorError.changedAfterwards(number: 1, name: "books")
        #expect(throws: expected) { try migrator.status() }
        #expect(throws: expected) { try migrator.migrate() }
    }

    @Test func `a database that is newer is refused`() throws {
        try migrator(Self.first, Self.second).migrate()
        let migrator = try migrator(Self.first)
        #expect(throws: MigratorError.databaseNewer(number: 2, name: "more")) {
            try migrator.migrate()
        }
    }

    @Test func `a migration that comes before an applied one is refused`() throws {
        let late = Migration(number: 2, name: "late", sql: "create table book.late ();")
        let third = Migration(number: 3, name: "third", sql: "create table book.third ();")
        try migrator(Self.first, third).migrate()
        let migrator = try migrator(Self.first, late, third)
        #expect(throws: MigratorError.skipped(number: 2, name: "late")) { try migrator.migrate() }
    }

    @Test func `a list out of order is refused`() throws {
        let migrators = try [
            migrator(Self.second, Self.first), migrator(Self.first, Self.first),
        ]
        for migrator in migrators {
            #expect(throws: MigratorError.listOutOfOrder(number: 1)) { try migrator.migrate() }
        }
    }

    @Test func `a migration that fails leaves nothing behind and those before it stay`() throws {
        let failing = Migration(
            number: 2,
            name: "failing",
            sql: "create table book.half ();\nselect 1 / 0;"
        )
        let migrator = try migrator(Self.first, failing)
        let error = try #require(throws: MigratorError.self) { try migrator.migrate() }
        guard case .migrationFailed(2, "failing", let cause) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(cause.state?.errorClass == "22")
        #expect(try migrator.status().applied.map(\.number) == [1])
        #expect(try hasEntryTable())
        #expect(try self.migrator(Self.first, Self.second).migrate() == [Self.second])
    }

    @Test func `of many migrators at once one works and all succeed`() throws {
        let slow = Migration(number: 2, name: "slow", sql: "select pg_sleep(0.2);")
        let applied = Mutex<[Int]>([])
        let errors = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                let done = try migrator(Self.first, slow).migrate()
                applied.withLock { $0 += done.map(\.number) }
            } catch {
                errors.withLock { $0.append("\(error)") }
            }
        }
        #expect(errors.withLock { $0 } == [])
        #expect(applied.withLock { $0.sorted() } == [1, 2])
    }

    @Test func `a migrator waits longer for another than for a table's lock`() throws {
        let other = try database.connect()
        try migrator(Self.first).migrate()
        try other.execute("begin")
        try other.execute("lock table book.entry in access exclusive mode")
        let connection = try database.connect(deadlines: .init(lock: .milliseconds(100)))
        let error = try #require(throws: MigratorError.self) {
            try PostgresMigrator(connection, [Self.first, Self.second]).migrate()
        }
        guard case .migrationFailed(2, "more", let cause) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(cause.state == .lockNotAvailable)
    }
}

import Ledger
import PostgreSQL
import TestSupport
import Testing

/// Databases that are not to be trusted with money, or are not there: refused before anything is
/// written.
@Suite struct UnfitDatabaseTests {
    private let site: HubSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        #expect(try site.onboard([CampusDeclaration("humboldt")]).exit == 0)
        try site.put(humboldt, at: "humboldt")
    }

    private var database: TestDatabase {
        get throws { try #require(site.database) }
    }

    private func expectRefused(
        _ run: HubProcess.Outcome,
        _ message: String,
        remedy: String
    ) throws {
        #expect(run.exit == 3)
        let error = try run.json["error"]
        #expect(error["status"] == 3)
        #expect(error["message"].string?.contains(message) == true, "\(error)")
        #expect(error["remedy"].string?.contains(remedy) == true, "\(error)")
        try site.expectUntouched(exports: [humboldt.fileName])
    }

    @Test(arguments: ["alter database", "alter role"])
    func `F48 a database that does not wait for its commits is refused before a write`(
        _ place: String
    ) throws {
        let name = try database.name
        let role = LedgerRole.run.name
        try TestServer.shared.administer(
            place == "alter database"
                ? "alter database \(name) set synchronous_commit = off"
                : "alter role \(role) in database \(name) set synchronous_commit = off"
        )
        try expectRefused(site.run(), "`synchronous_commit` = `off`", remedy: "set it to `on`")
    }

    @Test func `F49 a schema older than the program is refused, and the remedy migrates`() throws {
        let older = try TestDatabase(migrations: Array(LedgerMigrations.all.dropLast()))
        let run = try site.run(at: older.address)
        try expectRefused(run, "older version", remedy: "database migrate")
    }

    @Test func `F49 a schema newer than the program is refused, and the remedy updates`() throws {
        let connection = try database.connect()
        try connection.execute(
            """
            insert into migration.applied (number, name, checksum)
            values (9999, 'of_tomorrow', sha256('x'))
            """
        )
        connection.close()
        try expectRefused(site.run(), "does not know", remedy: "install the program")
    }

    @Test func `a transaction pooler is refused before a write`() throws {
        let pooler = try TestServerPooler(to: database.address)
        try expectRefused(
            site.run(at: pooler.address),
            "connection pooler",
            remedy: "the server itself"
        )
    }

    @Test func `a server older than PostgreSQL 15 is refused before a write`() throws {
        let proxy = try TestServerProxy(
            to: database.address,
            .misquotes("server_version\0" + "1", as: "server_version\0" + "0")
        )
        try expectRefused(site.run(at: proxy.address), "at least 15", remedy: "newer server")
    }

    @Test func `F43 a clock an hour and more from the database's is refused before a write`() throws
    {
        for shift in ["+7200", "-7200", "+315576000"] {
            try expectRefused(
                site.run(failpoints: "clock=\(shift)"),
                "the database's clock",
                remedy: "NTP"
            )
        }
    }

    @Test func `F43 a clock minutes from the database's is a warning`() throws {
        let run = try site.run(failpoints: "clock=+600")
        #expect(run.exit == 0)
        #expect(run.messages.contains("600 s behind"))
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
    }

    /// The two readings of the check come first, and then the clock jumps.
    @Test(arguments: ["+86400", "-86400", "+315576000"])
    func `F43 a clock that jumps during a run changes no byte and steals no lease`(
        _ shift: String
    ) throws {
        let other = CampusDeclaration("sonoma")
        #expect(try site.onboard([CampusDeclaration("humboldt"), other]).exit == 0)
        let sonoma = ExportBuilder.fines("SONOMABURSAR", job: 2, 2)
        try site.put(sonoma, at: "sonoma")
        try site.whileAnotherHubWorks(on: "sonoma") {
            let run = try site.run(failpoints: "clock=\(shift)@4")
            #expect(try run.campus("sonoma")["outcome"] == "busy")
            #expect(try run.campus("humboldt")["outcome"] == "ok")
        }
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.outbox(of: "sonoma") == [:])
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `F13 without a server a run tries for its patience, and ends with 3`() throws {
        let away = PostgresAddress("host=\(site.scratch.path) port=5432 dbname=hub")
        let started = ContinuousClock.now
        let run = try site.run(at: away, environment: ["BURSARHUB_PATIENCE": "2"])
        #expect(started.duration(to: .now) >= .seconds(2))
        try expectRefused(run, "connection to server", remedy: "database status")
    }

    @Test func `F13 a patience that is no number of seconds is a usage error`() throws {
        let away = PostgresAddress("host=\(site.scratch.path)")
        #expect(try site.run(at: away, environment: ["BURSARHUB_PATIENCE": "soon"]).exit == 64)
    }

    @Test func `F53 a server without a free place is waited for, and then named`() throws {
        let server = try TestServer.shared
        let role = server.freshName("crowd")
        try server.administer(
            "create role \(role) login connection limit 1; grant connect on database \(database.name) to \(role)"
        )
        defer { #expect(throws: Never.self) { try server.administer("drop role \(role)") } }
        try #require(site.database).connect().executeScript(
            "grant usage on schema migration to \(role)",
            deadline: .seconds(5)
        )
        let address = try database.address.withUser(role)
        let crowd = try PostgresConnection(address, applicationName: "crowd")
        let run = try site.run(at: address, environment: ["BURSARHUB_PATIENCE": "1"])
        crowd.close()
        try expectRefused(run, "too many connections", remedy: "database status")
        try #require(site.database).connect().executeScript(
            "drop owned by \(role)",
            deadline: .seconds(5)
        )
    }

    /// A session sets for itself what a server, a database or a role may have otherwise.
    @Test func `F47 what server, database and role have for defaults changes no byte`() throws {
        let name = try database.name
        let role = LedgerRole.run.name
        let strange = [
            ("timezone", "'Pacific/Kiritimati'"), ("datestyle", "'German'"),
            ("intervalstyle", "'sql_standard'"), ("extra_float_digits", "-15"),
            ("client_encoding", "'LATIN1'"), ("standard_conforming_strings", "off"),
            ("bytea_output", "'escape'"), ("search_path", "'public'"), ("row_security", "off"),
        ]
        for (index, (setting, value)) in strange.enumerated() {
            try TestServer.shared.administer(
                index.isMultiple(of: 2)
                    ? "alter database \(name) set \(setting) = \(value)"
                    : "alter role \(role) in database \(name) set \(setting) = \(value)"
            )
        }
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.run().exit == 0)
        #expect(try site.ledger.charges == 3)
    }
}

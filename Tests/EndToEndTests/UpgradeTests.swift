import Ledger
import PostgreSQL
import TestSupport
import Testing

/// A database of a hub that knew no groups, recalls or pauses, with what it held, is brought
/// forward; the campus goes on where it stood.
@Suite struct UpgradeTests {
    /// The migrations that the older hub had.
    private static let older = 2

    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let second = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2, 2)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    /// Rebuilds the database as the older hub would have left it, and migrates it.
    private func upgrade() throws {
        let connection = try #require(site.database).connect()
        defer { connection.close() }
        var rows: [(table: String, json: String)] = []
        for row in try connection.query(
            "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('registry', 'ledger')"
        ) {
            let table: String = try row.get("name")
            let json: String? = try connection.query(
                PostgresStatement(
                    stringLiteral: "select jsonb_agg(t)::text as rows from \(table) t"
                )
            ).first?.get("rows")
            if let json { rows.append((table, json)) }
        }
        let epoch: Int64? = try connection.query("select nextval('ledger.epoch') as epoch").first?
            .get("epoch")
        try connection.executeScript(
            "drop schema ledger, registry, report, access, migration cascade",
            deadline: .seconds(30)
        )
        try PostgresMigrator(connection, Array(LedgerMigrations.all.prefix(Self.older))).migrate()
        // Triggers of foreign keys rest: the tables come in any order.
        try connection.execute("set session_replication_role = replica")
        for (table, json) in rows {
            let known = try connection.query("select to_regclass(\(table)) is not null as known")
            guard try known.first?.get("known") == true else { continue }
            try connection.execute(
                PostgresStatement(
                    stringLiteral:
                        "insert into \(table) select * from jsonb_populate_recordset(null::\(table), '\(json.replacing("'", with: "''"))')"
                )
            )
        }
        try connection.execute("set session_replication_role = origin")
        _ = try connection.query("select setval('ledger.epoch', \(epoch ?? 1)) as epoch")
        try LedgerMigrations.migrator(connection).migrate()
        try markAsOlderHub(
            database: connection.query("select identifier from ledger.database_identity").first?
                .get("identifier") ?? ""
        )
    }

    /// The older hub knew the database by its cluster and number, and wrote down no high water.
    private func markAsOlderHub(database: String) throws {
        #expect(database.contains("-") && !database.isEmpty)
        let marked = try HubProcess.shell(
            """
            find "$1" -path '*/.bursarhub/owner' \
                -exec sed -i "s/^database .*/database $2/" {} + && rm -r "$1/high-water"
            """,
            [site.home, database]
        )
        #expect(marked.exit == 0)
    }

    @Test(arguments: [
        "t1.after_commit=crash", "t2.after_commit=crash", "publish.before_rename=crash",
        "t3.after_commit=crash",
    ])
    func `an output that was under way reaches the outbox`(_ stop: String) throws {
        try site.put(first, at: "humboldt")
        #expect(try site.run(failpoints: stop).wasKilled)
        try upgrade()
        try site.put(second, at: "humboldt")
        #expect(try site.runToTheEnd().exit == 1)  // the second waits for the name
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
        try site.collect(from: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(second.fees)])
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
    }

    /// The one moment that an older hub's home cannot tell from a restored one.
    @Test func `an output that was delivered and not yet recorded is in doubt`() throws {
        try site.put(first, at: "humboldt")
        #expect(try site.run(failpoints: "publish.after_rename=crash").wasKilled)
        try upgrade()
        let run = try site.runToTheEnd()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outputs"][0]["state"] == "in_doubt")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
    }

    @Test func `a paused campus stays paused, held fees wait, and outputs can be taken back`()
        throws
    {
        let locker = ExportBuilder.Fee("900000007", "LOCKERKEY", "40", id: "7")
        var mixed = first
        mixed.fees.append(locker)
        try site.onboardReplacing()
        try site.put(mixed, at: "humboldt")
        #expect(try site.run().exit == 1)
        try site.onboardReplacing(state: "paused")
        try upgrade()
        #expect(try site.run().campus("humboldt")["outcome"] == "paused")
        var types = CampusDeclaration("humboldt").itemTypes
        types["LOCKERKEY"] = "300000006919"
        try site.onboardReplacing { $0.itemTypes = types }
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["released": 4])
        #expect(try site.outbox(of: "humboldt").count == 1)
        let lines = try site.outbox(of: "humboldt")[debitsName]?.split(separator: "\n")
        #expect(lines?.count == 4)
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        #expect(try site.command(["campus", "history", "humboldt"]).exit == 0)
    }
}

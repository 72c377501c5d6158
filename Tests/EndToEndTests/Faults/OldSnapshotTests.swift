import PostgreSQL
import TestSupport
import Testing

/// Somebody has a transaction open, and has gone for lunch.
@Suite struct OldSnapshotTests {
    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let second = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    /// How long a run takes, and whether any of its statements was seen waiting for a lock.
    private func timedRun(watching watch: PostgresConnection) throws -> (Duration, waited: Bool) {
        let started = ContinuousClock.now
        let run = try site.beginRun()
        var waited = false
        while run.exit(within: .milliseconds(5)) == nil,
            started.duration(to: .now) < .seconds(60)
        {
            let waiting = try watch.query(
                """
                select exists (
                    select from pg_locks
                    where not granted
                      and database = (select oid from pg_database where datname = current_database())
                ) as waits
                """
            )
            let waits: Bool? = try waiting.first?.get("waits")
            if waits == true { waited = true }
        }
        #expect(run.exit() == 0)
        return (started.duration(to: .now), waited)
    }

    /// It has read every table, so it holds a lock on each, and no row that a run leaves behind
    /// goes: as many dead leases lie there as renewals leave in days.
    @Test func `F52 a transaction that holds an old snapshot costs a run nothing`() throws {
        let database = try #require(site.database)
        let watch = try database.connect()
        let holder = try database.connect()
        defer {
            watch.close()
            holder.close()
        }
        try site.put(first, at: "humboldt")
        let alone = try timedRun(watching: watch)
        try site.collect(from: "humboldt")
        try holder.transaction(.repeatableRead) {
            let tables = try holder.query(
                """
                select format('%I.%I', schemaname, tablename) as name from pg_tables
                where schemaname in ('registry', 'ledger', 'migration', 'access')
                """
            ).map { try $0.get("name") as String }
            for table in tables {
                _ = try holder.query(
                    PostgresStatement(stringLiteral: "select count(*) as n from \(table)")
                )
            }
            try site.administer(
                """
                do $$ begin
                    for i in 1..2000 loop
                        update ledger.lease set expires_at = expires_at;
                    end loop;
                end $$
                """
            )
            try site.put(second, at: "humboldt")
            let beside = try timedRun(watching: watch)
            #expect(!beside.waited)
            // A machine that does something else as well is forgiven seconds, a wait is not.
            #expect(beside.0 < alone.0 * 1.2 + .seconds(3), "\(beside.0), alone \(alone.0)")
            let seen: Int64? = try holder.query("select count(*) as n from ledger.charge").first?
                .get("n")
            #expect(seen == 3)
        }
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(second.fees)])
        #expect(try site.ledger.charges == 6)
    }
}

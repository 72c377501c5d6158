import BursarModel
import Digests
import Dispatch
import Ledger
import PostgreSQL
import TestSupport
import Testing

/// The trail as the database keeps it.
@Suite struct AuditTrailTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

    private func trail() throws -> [String] {
        try desk.rows(
            """
            select number::text as number, campus, who, act, coalesce(subject, '') as subject,
                coalesce(reason, '') as reason, facts::text as facts, totals::text as totals
            from ledger.audit where act <> 'migrated' order by number
            """,
            "number",
            "campus",
            "who",
            "act",
            "subject",
            "reason",
            "facts",
            "totals"
        )
    }

    @Test func `onboarding, pausing and resuming stand in the trail, with who and why`() throws {
        _ = try desk.ledger.pause(
            .humboldt,
            reason: "audit",
            by: "ann",
            at: LedgerDesk.evening,
            hubVersion: "1.0"
        )
        _ = try desk.ledger.resume(
            .humboldt,
            reason: nil,
            by: "bob",
            at: LedgerDesk.evening,
            hubVersion: "1.0"
        )
        #expect(
            try trail() == [
                #"2 humboldt somebody campus_onboarded   {"revision" : "1", "state" : "live"} -"#,
                #"3 humboldt ann campus_paused  audit {"revision" : "2"} -"#,
                #"4 humboldt bob campus_resumed   {"revision" : "3", "state" : "live"} -"#,
            ]
        )
    }

    @Test func `what was rolled back is not in the trail, and leaves no gap`() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try desk.connection.transaction {
                try desk.connection.audit(AuditEntry(.purged, at: .humboldt, by: "ann"))
                throw Stop()
            }
        }
        try desk.ledger.audit(AuditEntry(.purged, at: nil, by: "ann"))
        #expect(try trail().map { $0.prefix(1) } == ["2", "3"])
    }

    @Test func `several entries join in their order, each with its own facts`() throws {
        let tally = Tally(count: 2, chargeCents: 300, creditCents: 0)
        try desk.connection.transaction {
            try desk.connection.audit([
                AuditEntry(
                    .heldReleased,
                    at: .humboldt,
                    by: "ann",
                    subject: "humboldt-f1",
                    reason: "seen \"twice\"",
                    totals: .tally(tally),
                    facts: [AuditFact("b", 1), AuditFact("a", Printable("x\ny"))]
                ),
                AuditEntry(
                    .traced,
                    at: nil,
                    by: "bob",
                    digest: SHA256Digest(of: "x"),
                    totals: .books(Books(read: tally, held: tally))
                ),
            ])
        }
        let rows = try trail()
        #expect(rows.count == 3)
        #expect(
            rows[1]
                == #"3 humboldt ann held_released humboldt-f1 seen "twice" {"b" : "1", "a" : "x\\u{a}y"} {"count": 2, "charge_cents": 300, "credit_cents": 0}"#
        )
        #expect(rows[2].hasPrefix("4  bob traced   {} {\"read\": {\"count\": 2,"))
    }

    @Test func `a later migration tells of itself, in its own transaction`() throws {
        let next = Migration(number: 1000, name: "next", sql: "create table ledger.next ()")
        let bad = Migration(number: 1001, name: "bad", sql: "create table ledger.next ()")
        let all = LedgerMigrations.all + [next]
        let connection = try desk.administrator()
        func migrate(_ migrations: [Migration]) throws -> [Migration] {
            let migrator = PostgresMigrator(connection, migrations)
            return try LedgerMigrations.migrate(connection, with: migrator, by: "ann")
        }
        #expect(throws: MigratorError.self) {
            try migrate(all + [bad])
        }
        #expect(try migrate(all) == [])
        let told = try desk.ledger.auditTrail().filter { $0.act == "migrated" }
        #expect(told.map(\.who).last == "ann")
        #expect(
            told.dropFirst().map(\.facts) == [[.init("migration", "1000"), .init("name", "next")]]
        )
    }

    @Test func `rights that were put right are in the trail, and rights that stand are not`() throws
    {
        let administrator = try desk.administrator()
        func changes() throws -> [String] {
            try LedgerMigrations.applyStanding(administrator, by: "ann")
            return try desk.ledger.auditTrail().filter { $0.act == "roles_changed" }.map { row in
                row.who + row.facts.map { " \($0.name) \($0.value)" }.joined()
            }
        }
        // A login for the campus that was onboarded since: its row, itself and what it belongs to.
        let logins = try changes()
        #expect(logins.count == 1)
        #expect(logins.first?.hasPrefix("ann given ") == true)
        #expect(try changes() == logins)
        try administrator.executeScript(
            """
            grant update, delete on ledger.charge to bursarhub_run;
            revoke select on ledger.export from bursarhub_run;
            """,
            deadline: .seconds(10)
        )
        #expect(try changes().dropFirst() == ["ann given 1 taken 2"])
        #expect(try changes().count == 2)
    }

    @Test func `G12 two who write at once follow each other, and the chain holds`() throws {
        let database = desk.database
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            do {
                let ledger = Ledger(try database.connect())
                for _ in 0..<50 {
                    try ledger.audit(AuditEntry(.traced, at: .humboldt, by: "person \(number)"))
                }
            } catch {
                Issue.record("\(error)")
            }
        }
        var faults: [AuditFault] = []
        let head = try desk.ledger.checkAuditChain { faults.append($0) }
        #expect(faults == [])
        #expect(head?.count == 102)
        #expect(try desk.ledger.auditHead() == head)
    }

    @Test func `G12 rows of the trail are neither changed nor removed, by whoever owns it`() throws
    {
        let slips: [PostgresStatement] = [
            "update ledger.audit set who = 'x'", "delete from ledger.audit",
            "truncate ledger.audit",
        ]
        for slip in slips {
            #expect(throws: PostgresError.self) { try desk.connection.execute(slip) }
        }
        #expect(try trail().count == 1)
    }
}

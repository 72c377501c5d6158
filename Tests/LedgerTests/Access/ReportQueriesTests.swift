import Ledger
import Posix
import PostgreSQL
import TestSupport
import Testing

/// The views of `report`, and the ready queries over them.
@Suite struct ReportQueriesTests {
    private let wall: WalledLedger

    init() throws { wall = try WalledLedger() }

    private static var queries: [(name: String, text: String)] {
        get throws {
            let root = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
            let folder = try Folder.open("\(root)/sql/reports")
            return try folder.list(limit: 1000).names.sorted().map { name in
                let file = try folder.openFile(name)
                let bytes = try file.bytes(at: 0, count: Int(file.status().size))
                return (name.shown, String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    @Test func `every ready query says what it is for, and each role that may ask gets its rows`()
        throws
    {
        let queries = try Self.queries
        #expect(queries.count >= 8)
        let status = try wall.desk.database.connect(as: LedgerRole.status.name)
        let run = try wall.desk.database.connect(as: LedgerRole.run.name)
        let campus = try wall.desk.database.connect(as: WalledLedger.login)
        var asked: Set<String> = []
        for query in queries {
            #expect(query.text.hasPrefix("-- "), "\(query.name)")
            let statement = PostgresStatement(stringLiteral: query.text)
            let all = try status.query(statement)
            #expect(try run.query(statement).count == all.count, "\(query.name)")
            let own = try campus.query(statement)
            for row in own {
                #expect(try row.get("campus") as String == "humboldt", "\(query.name)")
            }
            let ofOwn = try all.count { try $0.get("campus") as String == "humboldt" }
            #expect(own.count == ofOwn, "\(query.name)")
            if all.count > ofOwn { asked.insert(query.name) }
        }
        // Where the other campus has nothing to show, the wall was not asked.
        #expect(
            asked.isSuperset(of: [
                "campuses.sql", "held_by_reason.sql", "in_doubt.sql",
            ])
        )
    }

    @Test func `the totals of a day balance, and are those of the fees in the outputs`() throws {
        let desk = try LedgerDesk()
        let claim = try desk.claim(run: "r")
        let settlement = try desk.ledger.settle(
            try desk.draft(
                [TestExport([.charge("1"), .charge("2", -500), .held("3"), .skipped("4")])],
                under: claim
            ),
            under: claim,
            desk.terms()
        )
        _ = settlement
        try desk.ledger.release(claim)
        try desk.ledger.finishRun("r", at: LedgerDesk.evening)
        let query = try #require(try Self.queries.first { $0.name == "reconciliation.sql" })
        let status = try desk.database.connect(as: LedgerRole.status.name)
        let rows = try status.query(PostgresStatement(stringLiteral: query.text))
        #expect(rows.count == 1)
        let row = try #require(rows.first)
        #expect(try row.get("read_count") as Int64 == 4)
        #expect(try row.get("unaccounted") as Int64 == 0)
        #expect(try row.get("sent") as Int64 == 2)
        #expect(try row.get("sent_charge_cents") as Int64 == 1250)
        #expect(try row.get("sent_credit_cents") as Int64 == 500)
        let year = try status.query(
            "select report.fiscal_year('2026-07-01') as a, report.fiscal_year('2026-06-30') as b"
        )
        #expect(try year.first?.get("a") == 2027)
        #expect(try year.first?.get("b") == 2026)
    }
}

import Glibc
import Posix
import PostgreSQL
import TestSupport
import Testing

/// A bit of the database's own files flips on disk; its checksums are on.
@Suite struct DamagedPageTests {
    private let site: HubSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1, 60)
    private let sonoma = ExportBuilder.fines("SONOMABURSAR", job: 2, 2)
    /// The next evening's.
    private let again = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3, 1)

    /// Both campuses have pages of their own in the tables where the books grow.
    init() throws {
        site = try HubSite(.embedded)
        try site.onboard(CampusDeclaration.pair)
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.put(sonoma, at: "sonoma")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        try site.collect(from: "sonoma")
        // The highest number of Humboldt's stands amid others of Humboldt's.
        let copies = [
            ("humboldt", "generate_series(2, 40) g"), ("humboldt", "generate_series(99, 41, -1) g"),
            ("sonoma", "generate_series(2, 40) g"),
        ]
        for (campus, numbers) in copies {
            try site.administer(
                """
                insert into ledger.output
                select (jsonb_populate_record(o, jsonb_build_object(
                    'output', g, 'run_sequence', g, 'file_sequence', g, 'collected_at', now()))).*
                from ledger.output o, \(numbers)
                where o.campus = '\(campus)' and o.output = 1
                """
            )
        }
    }

    /// One row's page: the file of its table, and the place of the page in it.
    private func page(of row: String, in table: String) throws -> (file: String, offset: Int64) {
        let uri = try site.command(["database", "url"]).output.split(separator: "\n").joined()
        let connection = try PostgresConnection(PostgresAddress(uri), applicationName: "tests")
        defer { connection.close() }
        let found = try connection.query(
            PostgresStatement(
                stringLiteral: """
                    select pg_relation_filepath('\(table)') as path,
                        (ctid::text::point)[0]::bigint as page
                    from \(table) where \(row) limit 1
                    """
            )
        ).first
        let row = try #require(found)
        let path: String = try row.get("path")
        return ("\(site.home)/postgres/data/\(path)", try row.get("page") * 8192)
    }

    /// Flips one bit of a page, while the server is down.
    private func flip(_ page: (file: String, offset: Int64)) throws {
        #expect(try site.command(["database", "stop"]).exit == 0)
        let number = unsafe open(page.file, O_RDWR | O_CLOEXEC)
        guard number >= 0 else { throw PosixError(.open, Errno(rawValue: errno), path: page.file) }
        let file = FileDescriptor(adopting: number, path: page.file)
        let byte = try file.bytes(at: page.offset + 8000, count: 1)
        try file.write(byte.map { $0 ^ 0x10 }, at: page.offset + 8000)
        try file.close()
    }

    /// Humboldt's fees cannot be booked, and wait where they are; Sonoma's are.
    private func expectTroubleOfHumboldtAlone(
        _ table: String,
        _ row: String,
        _ next: ExportBuilder
    ) throws {
        let damaged = try page(of: row, in: table)
        try flip(damaged)
        try site.put(next, at: "sonoma")
        let run = try site.run()
        #expect(run.exit == 3)
        let told = try run.campus("humboldt")
        #expect(told["outcome"] == "failed")
        #expect(told["message"].string?.contains("XX001") == true, "\(told)")
        #expect(told["remedy"].string?.contains("backup") == true, "\(told)")
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        #expect(try site.collect(from: "sonoma").values.map { $0 } == [debits(next.fees)])
        #expect(try site.inbox(of: "sonoma") == [])
        try flip(damaged)
    }

    @Test func `F57 a flipped bit in a page is the trouble of those whose rows are on it`() throws {
        var repeated = again
        repeated.fees.append(humboldt.fees[0])
        try site.put(repeated, at: "humboldt")

        // What all campuses need is noticed before a write.
        let common = try page(of: "campus = 'humboldt'", in: "registry.campus")
        try flip(common)
        let refused = try site.run()
        #expect(refused.exit == 3)
        let error = try refused.json["error"]
        #expect(error["message"].string?.contains("a page of the database is damaged") == true)
        #expect(error["remedy"].string?.contains("backup") == true)
        #expect(try site.command(["doctor"]).exit == 3)
        try flip(common)

        try expectTroubleOfHumboldtAlone(
            "ledger.output",
            "campus = 'humboldt' and output = 99",
            .fines("SONOMABURSAR", job: 4, 1)
        )
        try expectTroubleOfHumboldtAlone(
            "ledger.charge",
            "campus = 'humboldt' and ordinal = 1",
            .fines("SONOMABURSAR", job: 5, 1)
        )
        #expect(try site.inbox(of: "humboldt") == [repeated.fileName])
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt").values.map { $0 } == [debits(again.fees)])

        // What waits of a campus is read before anybody claims it, and for the summary.
        try site.put(
            ExportBuilder(
                "HUMBOLDTBURSAR",
                job: 6,
                [.init("900000001", "UNHEARDOF", "1", id: "6")]
            ),
            at: "humboldt"
        )
        #expect(try site.run().exit == 1)
        try site.administer(
            """
            insert into ledger.held_fee
            select (jsonb_populate_record(h, jsonb_build_object('held', g, 'ordinal', g))).*
            from ledger.held_fee h, generate_series(2, 60) g
            where h.campus = 'humboldt' and h.held = 1
            """
        )
        try site.collect(from: "humboldt")
        try expectTroubleOfHumboldtAlone(
            "ledger.held_fee",
            "campus = 'humboldt' and held = 1",
            .fines("SONOMABURSAR", job: 7, 1)
        )
        #expect(try site.run().exit == 1)
    }
}

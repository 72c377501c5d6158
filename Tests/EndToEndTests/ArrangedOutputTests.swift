import PostgreSQL
import TestSupport
import Testing

/// Outputs whose records stand for several fees, or in an order of their own.
@Suite struct ArrangedOutputTests {
    private let site: HubSite

    init() throws {
        site = try HubSite()
        try site.onboard([ArrangedFormat.campus], formats: ["billing": ArrangedFormat.yaml])
    }

    private let first = ArrangedFormat.export(
        job: 1,
        [
            .init("900000003", "OVERDUEFINE", "1.5", id: "11"),
            .init("900000001", "OVERDUEFINE", "2", id: "12"),
            .init("900000001", "CREDIT", "-0.25", id: "13"),
            .init("U7", "OVERDUEFINE", "3.5", id: "14"),
            .init("900000003", "LOSTITEMPROCESSFEE", "20", id: "15"),
            .init("U8", "LOCKERKEY", "40", id: "16"),
        ]
    )
    private let second = ArrangedFormat.export(
        job: 2,
        [
            .init("900000002", "OVERDUEFINE", "999", id: "21"),
            .init("900000002", "OVERDUEFINE", "0.99", id: "22"),
            .init("900000002", "OVERDUEFINE", "0.01", id: "23"),
            .init("900000001", "OVERDUEFINE", "4", id: "24"),
            .init("900000003", "CREDIT", "-1", id: "25"),
            .init("900000003", "OTHERCREDIT", "-2", id: "26"),
            .init("900000003", "CREDIT", "-4", id: "27"),
            .init("U9", "OVERDUEFINE", "3.5", id: "28").with(\.date, "11/15/2026 10:00:00"),
            .init("U9", "OVERDUEFINE", "-9", id: "29"),
        ]
    )

    @Test func `two exports become one file of borrowers in the order of their ids`() throws {
        try site.put(first, at: "humboldt")
        try site.put(second, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)  // the locker's key is held
        let files = try site.outbox(of: "humboldt")
        // The two fees of 999.00 and 0.99 make 999.99; with a cent more they would not fit.
        #expect(
            files["charges-20261120.txt"] == """
                H|4|1027.50|0.00
                900000001|6.00|2|1
                900000002|999.99|2|2
                900000002|0.01|1|3
                900000003|21.50|2|4
                T|3600000008

                """
        )
        #expect(
            files["credits-20261120.txt"] == """
                H|3|0.00|7.25
                900000003|5.00|2|1
                900000003|2.00|1|2
                900000001|0.25|1|3
                T|2700000007

                """
        )
        #expect(
            files["others-20261120.txt"] == """
                U9|2026-11-15|3.50|10000020001234
                U7|2026-11-16|3.50|10000010001234
                U9|2026-11-16|-9.00|10000020001234

                """
        )
        let campus = try run.campus("humboldt")
        #expect(campus.isBalanced && campus.outputsHoldTheBooks)
        let charges = campus["outputs"]["name", "charges-20261120.txt"]
        #expect(charges["records"] == 4)
        #expect(charges["fees"] == 7)
        #expect(charges["id_hash"] == "3600000008")
        let listed = try site.command(["outputs", "--json"]).json["outputs"]
        #expect(listed["name", "charges-20261120.txt"]["records"] == 4)
        #expect(listed["name", "charges-20261120.txt"]["fees"] == 7)
        let shown = try site.command(["outputs"]).output
        #expect(shown.contains("count 4 · total 1,027.50 (of 7 fees)"))
        #expect(shown.contains("count 3 · total 7.25 (of 4 fees; credits)"))
    }

    @Test func `the ledger tells which record a fee became`() throws {
        try site.put(first, at: "humboldt")
        try site.put(second, at: "humboldt")
        try site.run()
        #expect(
            try records(of: "charges-20261120.txt")
                == ["11→4", "12→1", "15→4", "21→2", "22→2", "23→3", "24→1"]
        )
        #expect(try records(of: "others-20261120.txt") == ["14→2", "28→1", "29→3"])
    }

    @Test func `a trial shows records and fees, and keeps them`() throws {
        let trial = ArrangedFormat.campus.with(\.state, "trial")
        try site.onboard([trial], formats: ["billing": ArrangedFormat.yaml])
        try site.put(second, at: "humboldt")
        let run = try site.run().campus("humboldt")
        let charges = run["outputs"]["name", "charges-20261120.txt"]
        #expect(charges["records"] == 3)
        #expect(charges["fees"] == 4)
        #expect(
            try site.files(in: "trial/humboldt")["charges-20261120.txt"] == """
                H|3|1004.00|0.00
                900000001|4.00|1|1
                900000002|999.99|2|2
                900000002|0.01|1|3
                T|2700000005

                """
        )
        let summary = try site.command(["summary", "--format", "json"]).campus("humboldt")
        #expect(summary["outputs"]["name", "charges-20261120.txt"]["fees"] == 4)
    }

    /// Transaction ids with the record of the file, as SQL tells it.
    private func records(of output: String) throws -> [String] {
        let connection = try #require(site.database).connect()
        defer { connection.close() }
        return try connection.query(
            """
            select c.id || '→' || r.record as text
            from ledger.charge c
            join ledger.output o on o.campus = c.campus and o.output = c.output
            join ledger.output_record r
                on r.campus = c.campus and r.output = c.output and r.place = c.record
            where o.name = \(output)
            order by c.id
            """
        ).map { try $0.get("text") }
    }

    @Test func `a duplicate falls out of its borrower's record`() throws {
        try site.put(first, at: "humboldt")
        try site.run()
        try site.collect(from: "humboldt")
        var mixed = second
        mixed.fees.insert(first.fees[1], at: 3)
        try site.put(mixed, at: "humboldt")
        let run = try site.run()
        #expect(try run.campus("humboldt")["duplicate"]["count"] == 1)
        #expect(
            try site.outbox(of: "humboldt")["charges-20261120.txt"] == """
                H|3|1004.00|0.00
                900000001|4.00|1|1
                900000002|999.99|2|2
                900000002|0.01|1|3
                T|2700000005

                """
        )
        #expect(
            try records(of: "charges-20261120.txt").filter { $0.hasPrefix("2") }
                == ["21→2", "22→2", "23→3", "24→1"]
        )
    }

    @Test func `a held fee that is released stands in its place in the order`() throws {
        try site.put(first, at: "humboldt")
        try site.run()
        try site.collect(from: "humboldt")
        try site.onboard([ArrangedFormat.campus], formats: ["billing": ArrangedFormat.withLockers])
        try site.put(second, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["released"]["count"] == 1)
        #expect(
            try site.outbox(of: "humboldt")["others-20261120.txt"] == """
                U8|2026-11-16|40.00|10000010001234
                U9|2026-11-15|3.50|10000020001234
                U9|2026-11-16|-9.00|10000020001234

                """
        )
    }

    /// With the export's number each is read twice, and breaks off before its first fee.
    @Test(arguments: [ArrangedFormat.yaml, ArrangedFormat.withoutExportNumber])
    func `a broken upload leaves nothing in the order`(_ format: String) throws {
        try site.onboard([ArrangedFormat.campus], formats: ["billing": format])
        try site.put(first, at: "humboldt")
        try site.put(
            second.cut(after: second.xml.utf8.count / 2),
            at: "humboldt",
            as: second.fileName
        )
        let run = try site.run().campus("humboldt")
        #expect(run["exports"]["file", second.fileName]["reason"] == "not_well_formed")
        let charges = try site.outbox(of: "humboldt")["charges-20261120.txt"]
        #expect(
            charges == """
                H|2|23.50|0.00
                900000001|2.00|1|1
                900000003|21.50|2|2
                T|1800000004

                """
        )
    }

    @Test func `totals that do not fit their header stop the campus before anything is booked`()
        throws
    {
        let narrow = ArrangedFormat.yaml.replacing(
            "{value: totals.charges}",
            with: "{value: totals.charges, max: 4}"
        )
        try site.onboard([ArrangedFormat.campus], formats: ["billing": narrow])
        try site.put(first, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "config_error")
        #expect(try site.ledger.charges == 0)
        #expect(try site.inbox(of: "humboldt") == [first.fileName])
    }

    @Test func `a report of what a run would do counts records and fees`() throws {
        try site.put(second, at: "humboldt")
        let run = try site.run("--report-only")
        let charges = try run.campus("humboldt")["outputs"]["name", "charges-20261120.txt"]
        #expect(charges["records"] == 3)
        #expect(charges["fees"] == 4)
        #expect(try site.ledger.charges == 0)
    }
}

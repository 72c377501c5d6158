import PostgreSQL
import TestSupport
import Testing

/// `exists: replace` of files that group, sort or compare their fees: what is taken back joins the
/// groups and the order of the new file.
@Suite struct ReplaceArrangedTests {
    private static let format = ArrangedFormat.withoutExportNumber
        .replacing("group: user}", with: "group: user, exists: replace}")
        .replacing("group: user+fee.type\n", with: "group: user+fee.type\n    exists: replace\n")
        .replacing("kind: other\n", with: "kind: other\n    exists: replace\n")

    private let first = ArrangedFormat.export(
        job: 1,
        [
            .init("900000003", "OVERDUEFINE", "1.5", id: "11"),
            .init("900000001", "OVERDUEFINE", "2", id: "12"),
            .init("900000001", "CREDIT", "-0.25", id: "13"),
            .init("U7", "OVERDUEFINE", "3.5", id: "14"),
        ]
    )
    private let second = ArrangedFormat.export(
        job: 2,
        [
            .init("900000001", "OVERDUEFINE", "4", id: "21"),
            .init("900000002", "OVERDUEFINE", "8", id: "22"),
            .init("900000001", "CREDIT", "-0.5", id: "23"),
            .init("U6", "OVERDUEFINE", "9.5", id: "24"),
        ]
    )

    private func onboarded(_ format: String = format) throws -> HubSite {
        let site = try HubSite()
        #expect(try site.onboard([ArrangedFormat.campus], formats: ["billing": format]).exit == 0)
        return site
    }

    private static let joined = [
        "charges-20261120.txt": """
        H|3|15.50|0.00
        900000001|6.00|2|1
        900000002|8.00|1|2
        900000003|1.50|1|3
        T|2700000006

        """,
        "credits-20261120.txt": """
        H|1|0.00|0.75
        900000001|0.75|2|1
        T|0900000001

        """,
        "others-20261120.txt": """
        U6|2026-11-16|9.50
        U7|2026-11-16|3.50

        """,
    ]

    private func expectJoined(in site: HubSite) throws {
        let outbox = try site.outbox(of: "humboldt")
        #expect(outbox.keys.sorted() == Self.joined.keys.sorted())
        for (name, text) in Self.joined { #expect(outbox[name] == text) }
    }

    @Test func `fees that are taken back stand in the records of their borrowers`() throws {
        let site = try onboarded()
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        // One of the first evening's fees comes once more, and falls out of its borrower's record.
        var again = second
        again.fees.insert(first.fees[1], at: 1)
        try site.put(again, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        try expectJoined(in: site)
        let part = try run.campus("humboldt")
        #expect(
            part.counts == ["read": 5, "written": 3, "diverted": 1, "duplicate": 1, "released": 4]
        )
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        let charges = part["outputs"]["name", "charges-20261120.txt"]
        #expect(charges["records"] == 3)
        #expect(charges["fees"] == 4)
        // By output: the record of each place, whether it is void or not.
        #expect(
            try placements(in: site) == [
                "1 void 1→2", "1 void 2→1", "2 void 1→1", "3 void 1→1",
                "4 published 1→3", "4 published 2→1", "4 published 3→1", "4 published 4→2",
                "5 published 1→1", "5 published 2→1", "6 published 1→2", "6 published 2→1",
            ]
        )
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        let status = try site.command(["status", "--since", HubSite.runDate, "--json"])
        #expect(
            try status.campus("humboldt")["fiscal_year"].counts
                == ["read": 9, "written": 6, "diverted": 2, "duplicate": 1]
        )
    }

    private func placements(in site: HubSite) throws -> [String] {
        let connection = try #require(site.database).connect()
        defer { connection.close() }
        return try connection.query(
            """
            select o.output || ' ' || state || ' ' || place || '→' || record as text
            from ledger.output o join ledger.output_record using (campus, output)
            order by output, place
            """
        ).map { try $0.get("text") }
    }

    /// The kinds of places; each of them with plain outputs: ReplaceCrashTests.
    private static let stops =
        ReplaceCrashTests.recallStops + [
            "render.mid=crash", "t1.after_commit=crash", "stage.after_rename=crash",
            "t2.after_commit=crash", "publish.after_rename=crash", "t3.after_commit=crash",
        ]

    @Test(arguments: stops)
    func `F59: a recall of groups survives a kill`(_ stop: String) throws {
        let site = try onboarded()
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.put(second, at: "humboldt")
        #expect(try site.run(failpoints: stop).wasKilled, "the stop \(stop) was not reached")
        #expect(try site.runToTheEnd().exit == 0)
        try expectJoined(in: site)
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        #expect(try site.names(in: "staging/humboldt") == [])
        #expect(try site.ledger.unfinishedOutputs == 0)
    }

    @Test func `of two fees with one value the one that was sent first stays`() throws {
        let unique = """
            format: billing
            source: made up
            record: {kind: delimited, separator: "|"}
            fields:
              - {name: ID, value: user.id}
              - {name: REFERENCE, value: item.barcode, unique: true}
            files:
              - {name: "a.txt", exists: replace, sort: {by: user.id, order: descending}}

            """
        let site = try onboarded(unique)
        let fees = first.fees.prefix(2).map { $0.with(\.barcode, "B\($0.transactionID ?? "")") }
        try site.put(ArrangedFormat.export(job: 1, Array(fees)), at: "humboldt")
        #expect(try site.run().exit == 0)
        let later = [
            second.fees[0].with(\.barcode, "B11"), second.fees[1].with(\.barcode, "B22"),
        ]
        try site.put(ArrangedFormat.export(job: 2, later), at: "humboldt")
        #expect(try site.run().exit == 1)
        #expect(
            try site.outbox(of: "humboldt")
                == ["a.txt": "900000003|B11\n900000002|B22\n900000001|B12\n"]
        )
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["not_unique": 1])
        #expect(try site.misplacedFees() == 0)
        // The next day joins the file, which nobody collected: the value is still taken.
        #expect(try site.run(onDay: "2026-11-21").exit == 1)
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["not_unique": 1])
        try site.collect(from: "humboldt")
        #expect(try site.run(onDay: "2026-11-22").exit == 0)
        #expect(try site.outbox(of: "humboldt") == ["a.txt": "900000001|B11\n"])
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
    }

    @Test func `an output whose fees nobody could render again is not taken back`() throws {
        let site = try HubSite()
        let main = CampusDeclaration("humboldt")
        let formats = ["humboldt-sf": HubSite.replacingFormat]
        let profile =
            "{code: BRANCH, location: inbox/humboldt, schedule: daily 18:00, format: humboldt-sf}"
        let two = main.with(\.format, "humboldt-sf\n  - \(profile)")
        #expect(try site.onboard([two], formats: formats).exit == 0)
        var branch = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        branch.code = "BRANCH"
        try site.put(branch, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.onboard([main], formats: formats).exit == 0)
        let second = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2, 2)
        try site.put(second, at: "humboldt")
        let run = try site.run()
        #expect(try run.campus("humboldt")["outputs"][0]["state"] == "waiting")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(branch.fees)])
        #expect(try site.misplacedFees() == 0)
        #expect(try site.command(["held", "--json"]).json.heldReasons == [:])
    }
}

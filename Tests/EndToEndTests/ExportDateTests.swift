import PostgreSQL
import TestSupport
import Testing

/// The day on which Alma wrote an export, at the campus, on any later day.
@Suite struct ExportDateTests {
    private let site: HubSite
    private let campus = CampusDeclaration("humboldt").with(\.format, "dated")

    private static let format = """
        format: dated
        title: The day of the export in name, header and record, for tests
        source: made up
        record: {kind: delimited, separator: "|"}
        header: [{value: export.date, picture: MM/dd/yyyy}, {value: totals.count}]
        fields: [{value: user.id}, {value: export.date, picture: yyyyMMdd}]
        files: [{name: "a-{export.date:yyMMdd}.txt", when: {sign: charge}}]

        """

    init() throws {
        site = try HubSite()
        try site.onboard([campus], formats: ["dated": ExportDateTests.format])
    }

    /// Written at nine in the evening of 18 November in California, the 19th in Greenwich.
    private let export: ExportBuilder = {
        var export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1, 1)
        export.milliseconds = 1_795_064_400_000
        return export
    }()

    private let expected = ["a-261118.txt": "11/18/2026|1\n900000001|20261118\n"]

    @Test func `the day is the campus's, by the time in the export's name`() throws {
        try site.put(export, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == expected)
    }

    @Test func `an output that is rendered again has the day that was recorded`() throws {
        try site.put(export, at: "humboldt")
        #expect(try site.run(failpoints: "t1.after_commit=crash").wasKilled)
        let connection = try #require(site.database).connect()
        defer { connection.close() }
        let days: [String] = try connection.query(
            "select export_date::text as day from ledger.export"
        ).map { try $0.get("day") }
        #expect(days == ["2026-11-18"])
        #expect(try site.runToTheEnd().exit == 0)
        #expect(try site.outbox(of: "humboldt") == expected)
    }

    @Test func `two exports are two outputs, each of its day`() throws {
        try site.put(export, at: "humboldt")
        var next = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2, 2)
        next.milliseconds = export.milliseconds + 24 * 3600 * 1000
        try site.put(next, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt").keys.sorted() == ["a-261118.txt", "a-261119.txt"])
    }
}

import TestSupport
import Testing

/// A field that no two fees of an output may share.
@Suite struct UniqueFieldTests {
    private let site: HubSite
    private let campus = CampusDeclaration("humboldt").with(\.format, "references")

    private static let format = """
        format: references
        title: A reference of each fee, once in a file, for tests
        source: made up
        record: {kind: delimited, separator: "|"}
        fields:
          - {name: ID, value: user.id}
          - {name: REFERENCE, value: item.barcode, unique: true}
          - {name: AMOUNT, value: amount.absolute, max: 6}
        files:
          - {name: "a-{run.date:yyyyMMdd}.txt", when: {sign: charge}}

        """

    init() throws {
        site = try HubSite()
        try site.onboard([campus], formats: ["references": UniqueFieldTests.format])
    }

    private func fee(_ id: String, _ barcode: String?, _ sum: String) -> ExportBuilder.Fee {
        .init("90000000\(id.suffix(1))", "OVERDUEFINE", sum, id: id).with(\.barcode, barcode)
    }

    private func export(job: Int, _ fees: [ExportBuilder.Fee]) -> ExportBuilder {
        ExportBuilder("HUMBOLDTBURSAR", job: job, fees)
    }

    private func run(on day: String) throws -> JSON {
        try site.command(["run", "--settle", "0", "--run-date", day, "--json"]).campus("humboldt")
    }

    @Test func `the second fee with a value is held, and goes out with the next day's file`()
        throws
    {
        try site.put(
            export(job: 1, [fee("1", "B7", "1"), fee("2", nil, "2"), fee("3", nil, "3")]),
            at: "humboldt"
        )
        // What cannot be rendered takes no value from others.
        try site.put(
            export(job: 2, [fee("4", "B8", "1000"), fee("5", "B8", "5"), fee("6", "B7", "6")]),
            at: "humboldt"
        )
        let first = try run(on: "2026-11-20")
        #expect(first["held"]["count"] == 2)
        #expect(first.isBalanced && first.outputsHoldTheBooks)
        #expect(
            try site.command(["held", "--json"]).json.heldReasons
                == ["not_unique": 1, "field_overflow": 1]
        )
        #expect(
            try site.collect(from: "humboldt")
                == [
                    "a-20261120.txt":
                        "900000001|B7|1.00\n900000002||2.00\n900000003||3.00\n900000005|B8|5.00\n"
                ]
        )
        #expect(try run(on: "2026-11-20")["released"]["count"] == 0)
        let second = try run(on: "2026-11-21")
        #expect(second["released"]["count"] == 1)
        #expect(
            try site.collect(from: "humboldt") == ["a-20261121.txt": "900000006|B7|6.00\n"]
        )
    }

    @Test func `fees of a broken upload take no value from others`() throws {
        let broken = export(job: 1, (1...9).map { fee("\($0)", "B\($0)", "1") })
        try site.put(
            broken.cut(after: broken.xml.utf8.count / 2),
            at: "humboldt",
            as: broken.fileName
        )
        try site.put(export(job: 2, [fee("11", "B1", "1"), fee("12", "B9", "2")]), at: "humboldt")
        let first = try run(on: "2026-11-20")
        #expect(first["held"]["count"] == 0)
        #expect(first["written"]["count"] == 2)
        #expect(
            try site.outbox(of: "humboldt")
                == ["a-20261120.txt": "900000001|B1|1.00\n900000002|B9|2.00\n"]
        )
    }
}

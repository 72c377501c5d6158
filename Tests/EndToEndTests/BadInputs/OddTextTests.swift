import TestSupport
import Testing

/// Odd texts and dates under layouts that show them.
@Suite struct OddTextTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    private static let code = "HUMBOLDTBURSAR"

    @Test func `B66 texts that a spreadsheet would run come out tame in files for people`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let names = ["=HYPERLINK(1)", "+1", "-1", "@x", "&#9;=1", "&#13;+2", "Doe, \"J\""]
        let fees = names.enumerated().map { number, name in
            ExportBuilder.Fee("U\(number)", "OVERDUEFINE", "-1.01", id: "\(number)")
                .with(\.name, name)
        }
        try site.put(ExportBuilder(OddTextTests.code, job: 1, fees), at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(
            try site.outbox(of: "humboldt") == [
                "bursar-community-20112026.csv": """
                UserID,Name,Item Type,Amount,Date
                U0,"'=HYPERLINK(1)",OVERDUEFINE,0001.01,11/16/2026
                U1,"'+1",OVERDUEFINE,0001.01,11/16/2026
                U2,"'-1",OVERDUEFINE,0001.01,11/16/2026
                U3,"'@x",OVERDUEFINE,0001.01,11/16/2026
                U4,"'=1",OVERDUEFINE,0001.01,11/16/2026
                U5,"'+2",OVERDUEFINE,0001.01,11/16/2026
                U6,"Doe, ""J\""",OVERDUEFINE,0001.01,11/16/2026

                """
            ]
        )
    }

    /// Fixed records of an id, a name, an amount and the term, and others without quotes.
    private static func layout(_ record: String, name: String) -> String {
        """
        format: odd
        title: Names and terms, for tests
        source: made up
        record: \(record)
        fields:
          - {name: EMPLID, value: user.id, width: 9}
          - {name: NAME, value: user.name, \(name)}
          - {name: AMOUNT, value: amount.absolute, picture: "0.00", width: 7, align: right, fill: "0"}
          - {name: STRM, value: term, width: 4}
        files:
          - {name: "odd.dat", when: {borrower: student}}

        """
    }

    private static let terms = """
        terms:
          - {code: "2267", from: 2026-08-17, to: 2026-11-17}
          - {code: "2268", from: 2026-11-17, to: 2026-11-19}

        """

    /// Runs with one fee of each name and date; gives the output, and what is held by place.
    private func run(
        _ record: String,
        _ name: String,
        _ fees: [ExportBuilder.Fee]
    ) throws -> (output: String, held: [Int: String]) {
        let campus = CampusDeclaration("humboldt").with(\.format, "odd")
            .with(\.more, OddTextTests.terms + "limits: {held_at_least: 100}\n")
        let layout = OddTextTests.layout(record, name: name)
        let onboarded = try site.onboard([campus], formats: ["odd": layout])
        #expect(onboarded.exit == 0, "\(onboarded.output)\(onboarded.messages)")
        try site.put(ExportBuilder(OddTextTests.code, job: 1, fees), at: "humboldt")
        let run = try site.run()
        #expect(try run.campus("humboldt").isBalanced)
        #expect(try run.campus("humboldt").outputsHoldTheBooks)
        var held: [Int: String] = [:]
        for item in try site.command(["held", "--json"]).json["held"].items {
            held[Int(item["ordinal"].integer ?? 0)] = item["reason"].string
        }
        return (try site.outbox(of: "humboldt")["odd.dat"] ?? "", held)
    }

    private func fees(named names: [String]) -> [ExportBuilder.Fee] {
        names.enumerated().map { place, name in
            ExportBuilder.Fee("90000000\(place + 1)", "OVERDUEFINE", "1.01", id: "\(place)")
                .with(\.name, name)
        }
    }

    private static let scripts = [
        "Zoë", "Zoe\u{308}", "😀", "👩‍👧", "שלום", "𝒳𝒴", "ééééééé", "Strauß", "李",
    ]

    @Test func `B69 in a fixed layout of UTF-8 every record has its width in bytes`() throws {
        let (output, held) = try run(
            "{kind: fixed, length: 32, encoding: utf-8}",
            "width: 12",
            fees(named: OddTextTests.scripts)
        )
        #expect(held == [7: "field_overflow"])
        let records = output.split(separator: "\n")
        #expect(records.count == OddTextTests.scripts.count - 1)
        for record in records { #expect(record.utf8.count == 32, "\(record)") }
    }

    @Test func `B69 in a fixed layout of ASCII what has no letters is held, and widths are kept`()
        throws
    {
        let (output, held) = try run(
            "{kind: fixed, length: 32, encoding: us-ascii}",
            "width: 12",
            fees(named: OddTextTests.scripts)
        )
        #expect(Set(held.values) == ["not_encodable"])
        let records = output.split(separator: "\n")
        #expect(records.count + held.count == OddTextTests.scripts.count)
        #expect(output.hasPrefix("900000001Zoe         0001.012267\n"))
        for record in records { #expect(record.utf8.count == 32, "\(record)") }
    }

    @Test func `B67 without quotes a text that holds the delimiter holds its fee`() throws {
        let (output, held) = try run(
            "{kind: delimited, separator: \",\", quote: never, encoding: us-ascii}",
            "max: 30",
            fees(named: ["Doe, J", "Doe \"J\"", "A&#13;&#10;B&#9;C", "Doe"])
        )
        #expect(held == [1: "delimiter_in_value", 2: "delimiter_in_value"])
        for record in output.split(separator: "\n") {
            #expect(record.split(separator: ",").count == 4, "\(record)")
        }
    }

    @Test func `B71 dates in no term and in two hold their fees`() throws {
        let dates = ["11/16/2026", "08/16/2026", "11/17/2026", "11/18/2026 10:00:00 IST"]
        let (output, held) = try run(
            "{kind: fixed, length: 32, encoding: us-ascii}",
            "width: 12",
            dates.enumerated().map { place, date in
                ExportBuilder.Fee("90000000\(place)", "OVERDUEFINE", "1.01", id: "\(place)")
                    .with(\.date, date)
            }
        )
        #expect(held == [2: "no_term", 3: "two_terms"])
        #expect(
            output == """
                900000000Sample, Sam 0001.012267
                900000003Sample, Sam 0001.012268

                """
        )
    }
}

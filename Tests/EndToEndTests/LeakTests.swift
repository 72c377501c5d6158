import TestSupport
import Testing

/// G11: patron data stay in the archive, in outputs, and (the student id) in the ledger.
@Suite struct LeakTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    private static let canaries = [
        "CANARY-NAME", "CANARY-TITLE", "CANARY-COMMENT", "CANARY-BARCODE", "900777123",
        "U777CANARY",
    ]

    private static func fee(_ id: String, _ type: String, _ sum: String) -> ExportBuilder.Fee {
        ExportBuilder.Fee("900777123", type, sum, id: id)
            .with(\.name, "CANARY-NAME, Carl").with(\.title, "CANARY-TITLE of a book")
            .with(\.comment, "CANARY-COMMENT").with(\.barcode, "CANARY-BARCODE")
    }

    private var evening: ExportBuilder {
        ExportBuilder(
            "HUMBOLDTBURSAR",
            job: 1,
            [
                LeakTests.fee("1", "OVERDUEFINE", "1.01"),
                .init("900000001", "OVERDUEFINE", "9", id: "9"),
                LeakTests.fee("2", "LOCKERKEY", "2.01"),
                LeakTests.fee("3", "OVERDUEFINE", "CANARY-COMMENT"),
                LeakTests.fee("4", "OVERDUEFINE", "4").with(\.date, "CANARY-NAME"),
                LeakTests.fee("5", "OVERDUEFINE", "12345.67"),
                LeakTests.fee("6", "CREDIT", "6"),
                LeakTests.fee("7", "OVERDUEFINE", "7").with(\.user, "U777CANARY"),
                LeakTests.fee("8", "OVERDUEFINE", "8").with(\.currency, "CANARY-TITLE"),
            ]
        )
    }

    private func expectNone(in text: String, _ what: String) {
        for canary in LeakTests.canaries where text.contains(canary) {
            Issue.record("\(canary) stands in \(what)")
        }
    }

    /// Everything a person or a program can ask for, but what is meant to show patron data.
    private func askEverything() throws {
        for arguments in [
            ["run", "--settle", "0", "--run-date", HubSite.runDate], ["run", "--json"],
            ["run", "--report-only", "--verbose"], ["status"], ["status", "--json"], ["held"],
            ["held", "--json"], ["outputs"], ["outputs", "--json"], ["summary"],
            ["summary", "--format", "html"], ["summary", "--format", "csv"],
            ["campus", "show", "humboldt"], ["campus", "list", "--json"],
        ] {
            let outcome = try site.command(arguments)
            let words = arguments.joined(separator: " ")
            expectNone(in: outcome.output, "the output of \(words)")
            expectNone(in: outcome.messages, "the messages of \(words)")
        }
    }

    @Test func `names, titles, comments, barcodes and ids come out in outputs alone`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(evening, at: "humboldt")
        var broken = evening
        broken.exportNumber = "990001234"
        try site.put(
            broken.cut(after: 3000),
            at: "humboldt",
            as: "HUMBOLDTBURSAR-2-1795000002000.xml"
        )
        try askEverything()
        #expect(try site.outbox(of: "humboldt")[debitsName]?.contains("900777123") == true)
        for run in try site.scratch.names(in: "home/summary") where run != "latest" {
            for (name, text) in try site.files(in: "summary/\(run)") {
                expectNone(in: text, name)
            }
        }
    }

    @Test func `the ledger holds the student id in its own column and nothing else of a patron`()
        throws
    {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(evening, at: "humboldt")
        try site.run()
        let columns = try site.columns(holding: LeakTests.canaries)
        // The last is a view of the first, for the campus itself.
        #expect(
            columns == [
                "ledger.charge.student_id", "ledger.held_fee.student_id", "report.fee.student_id",
            ]
        )
    }

    @Test func `a fee that fails in the database's eyes is not quoted`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let fee = LeakTests.fee("CANARY-NAME\u{301}", "OVERDUEFINE", "1.01")
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 1, [fee, fee]), at: "humboldt")
        let run = try site.run(failpoints: "t1.before_commit=throw")
        #expect(run.exit == 1)
        expectNone(in: run.output + run.messages, "the words of a run that failed")
    }
}

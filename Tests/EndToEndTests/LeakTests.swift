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

    @Test func `G11 names, titles, comments, barcodes and ids come out in outputs alone`() throws {
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

    @Test
    func `G11 the ledger holds the student id in its own column and nothing else of a patron`()
        throws
    {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(evening, at: "humboldt")
        try site.run()
        let columns = try site.columns(holding: LeakTests.canaries)
        // The last two are views of the first two, for the campus itself.
        #expect(
            columns == [
                "ledger.charge.student_id", "ledger.held_fee.student_id", "report.fee.student_id",
                "report.fee_held.student_id",
            ]
        )
    }

    @Test func `G11 a fee that fails in the database's eyes is not quoted`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let fee = LeakTests.fee("CANARY-NAME\u{301}", "OVERDUEFINE", "1.01")
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 1, [fee, fee]), at: "humboldt")
        let run = try site.run(failpoints: "t1.before_commit=throw")
        #expect(run.exit == 1)
        expectNone(in: run.output + run.messages, "the words of a run that failed")
    }

    // MARK: Everything goes wrong at once

    /// Exports that break at places where patrons' data stand, or look as if they did.
    private var brokenExports: [String] {
        let whole = ExportBuilder("SONOMABURSAR", job: 1, [LeakTests.fee("51", "OVERDUEFINE", "1")])
            .xml
        let changes = [
            ("</xb:patronName>", ""), ("</xb:patronName>", "</xb:CANARY-NAME>"),
            ("CANARY-TITLE", "&CANARY-TITLE;"), ("CANARY-NAME", "<b>CANARY-NAME</b>"),
            ("CANARY-BARCODE", "CANARY-BARCODE\u{1}"),
            ("CANARY-COMMENT", "<!DOCTYPE CANARY-COMMENT>"),
            ("<xb:user>", "<xb:user CANARY-NAME=\"1\" CANARY-NAME=\"2\">"),
            ("?>\n", "?>\n<!DOCTYPE a [<!ENTITY e \"CANARY-NAME\">]>\n"),
            ("<xb:InstitutionId>1234", "<xb:InstitutionId>900777123"),
            ("<xb:itemTitle>", "<CANARY-TITLE:x/><xb:itemTitle>"),
            ("<xb:value>", "<xb:CANARY-TITLE>"), ("xb:xml-fragment", "CANARY-NAME"),
        ]
        return changes.map { whole.replacing($0.0, with: $0.1) }
            + [whole + "CANARY-NAME", String(whole.prefix(700)), "CANARY-NAME"]
    }

    @Test func `G11 an evening on which everything goes wrong tells nobody who the patrons are`()
        throws
    {
        let site = try HubSite(.embedded)
        try site.makeFolder("tmp")
        let environment = ["TMPDIR": "\(site.scratch.path)/tmp"]
        try site.scratch.write("no key at all", to: "key")
        let server = "sftp://CANARYFREE@127.0.0.1:1/in"
        let far = CampusDeclaration("chico").with(
            \.outbox,
            "{sftp: \(server), host_key: \"ssh-ed25519 AAAA\(String(repeating: "A", count: 64))\", key: \(site.scratch.path)/key}"
        )
        let onboarded = try site.onboard(
            [
                CampusDeclaration("humboldt"),
                CampusDeclaration("sonoma").with(\.institutionNumber, "1234"), far,
            ]
        )
        #expect(onboarded.exit == 0, "\(onboarded.output)")
        try site.put(evening, at: "humboldt")
        for (number, text) in brokenExports.enumerated() {
            try site.put(
                text,
                at: "sonoma",
                as: "SONOMABURSAR-\(number)-\(1_795_000_000_000 + number).xml"
            )
        }
        try site.put(
            ExportBuilder("CHICOBURSAR", job: 1, [LeakTests.fee("71", "OVERDUEFINE", "1.01")]),
            at: "chico"
        )

        func expectSilence(_ arguments: [String], failpoints: String = "") throws -> Int32? {
            let outcome = try site.command(
                arguments,
                failpoints: failpoints,
                environment: environment
            )
            let words = arguments.joined(separator: " ")
            expectNone(in: outcome.output, "the output of \(words)")
            expectNone(in: outcome.messages, "the messages of \(words)")
            return outcome.exit
        }
        let run = ["run", "--settle", "0", "--run-date", HubSite.runDate]

        // Killed in the middle; refused by the database, which would quote the row; failing; whole.
        #expect(try expectSilence(run, failpoints: "parse.at_fee=crash@3") == nil)
        try site.administer(
            "alter table ledger.charge add constraint provoked check (student_id <> '900777123')"
        )
        #expect(try expectSilence(run + ["--verbose"]) == 3)
        try site.administer("alter table ledger.charge drop constraint provoked")
        #expect(try expectSilence(run, failpoints: "t1.after_commit=throw") == 1)
        let watch = ProcessWatch(of: site.home)
        let (exit, seen) = try watch.look { try expectSilence(run + ["--verbose", "--json"]) }
        #expect(exit == 1)
        #expect(seen.contains { $0.contains("bursarhub") })
        expectNone(in: seen.joined(separator: "\n"), "a command line or an environment")

        for arguments in [
            ["status", "--verbose"], ["status", "--json"], ["held"], ["held", "--json"],
            ["outputs"],
            ["outputs", "--json"], ["summary"], ["summary", "--format", "json"],
            ["summary", "--format", "csv"], ["summary", "--format", "html"], ["campus", "list"],
            ["campus", "show", "humboldt"], ["campus", "history", "humboldt"], ["format", "list"],
            ["format", "show", "humboldt-sf"], ["database", "status"],
        ] {
            _ = try expectSilence(arguments)
        }
        #expect(
            try site.outbox(of: "humboldt").values.contains { $0.contains("900777123") },
            "nothing was there that could have leaked"
        )

        // The student id stands in the database's own files; nothing else of a patron does.
        let allowed = ["archive", "outbox", "staging", "inbox"]
        let words = LeakTests.canaries.filter { $0.hasPrefix("CANARY") }
        #expect(try site.paths(below: "\(site.home)/.", holding: words, leavingOut: allowed) == [])
        #expect(try site.paths(below: "\(site.home)/postgres/.", holding: words) == [])
        let ids = LeakTests.canaries.filter { !$0.hasPrefix("CANARY") }
        #expect(
            try site.paths(
                below: "\(site.home)/.",
                holding: ids,
                leavingOut: allowed + ["postgres"]
            ) == []
        )
        let log = try site.paths(below: "\(site.home)/postgres/.", holding: ["LOG:"])
            .filter { $0.hasSuffix("log") }
        #expect(!log.isEmpty)
        for file in log { #expect(try site.paths(below: file, holding: LeakTests.canaries) == []) }
        #expect(try site.scratch.names(in: "tmp") == [])
    }
}

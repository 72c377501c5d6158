import TestSupport
import Testing

/// Section 6 of the guarantees: every bad file has its verdict, and nobody else notices.
@Suite struct BadInputTests {
    private let site: HubSite
    private let good = ExportBuilder.fines("HUMBOLDTBURSAR", job: 999)
    private let other = ExportBuilder.fines("SONOMABURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard(CampusDeclaration.pair)
    }

    private static let plain = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1, 1)
    private static let xml = plain.xml

    private static func replacing(_ old: String, _ new: String) -> String {
        xml.replacing(old, with: new)
    }

    /// Whole files, each with the reason that its export is held for.
    private static let files: [(row: String, text: String, reason: String)] = [
        ("B01", "", "empty_file"),
        ("B02", "  \n \n", "not_well_formed"),
        ("B06", xml + xml, "not_well_formed"),
        ("B07", xml + "garbage", "not_well_formed"),
        ("B08", "<html><body>Service unavailable</body></html>", "wrong_root"),
        ("B08 SOAP", "<s:Envelope xmlns:s=\"urn:s\"><s:Body/></s:Envelope>", "wrong_root"),
        ("B09 JSON", "{\"error\": \"no\"}", "not_well_formed"),
        ("B09 CSV", "id,amount\n900000001,5\n", "not_well_formed"),
        ("B09 PDF", "%PDF-1.7 nothing", "not_well_formed"),
        ("B09 ZIP", "PK\u{3}\u{4} nothing at all", "compressed"),
        ("B12", replacing("?>\n", "?>\n<!DOCTYPE a [<!ENTITY l \"l\">]>\n"), "doctype"),
        ("B15", replacing("?>\n", "?>\n<!DOCTYPE a SYSTEM \"/etc/hostname\">\n"), "doctype"),
        (
            "B19",
            replacing(
                "<xb:sum>1.01",
                "<xb:sum><i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/>1.01"
            ), "unexpected_element"
        ),
        (
            "B21",
            replacing(
                "<xb:itemTitle>",
                String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
                    + "<xb:itemTitle>"
            ), "too_deep"
        ),
        ("B23", "<" + String(repeating: "a", count: 60_000) + "/>", "tag_too_long"),
        ("B30", replacing("<xb:user>", "<xb:user a=\"1\" a=\"2\">"), "not_well_formed"),
        ("B31", replacing("MAIN", "MA\u{0}IN"), "not_well_formed"),
        ("B32", replacing("Sample, Sam", "\u{1B}[31m"), "not_well_formed"),
        ("B37", replacing("UTF-8", "ISO-8859-1"), "encoding"),
        ("B39", replacing("UTF-8", "UTF-7"), "encoding"),
        ("B41", "\n" + xml, "not_well_formed"),
        ("B42", replacing("version=\"1.0\"", "version=\"1.1\""), "not_well_formed"),
        ("B44", replacing("externalsysfinesfees", "somethingelse"), "wrong_root"),
        (
            "B46", replacing("<xb:exportNumber>10000010001234</xb:exportNumber>", ""),
            "no_export_number"
        ),
        (
            "B46 two",
            replacing(
                "</xb:exportNumber>",
                "</xb:exportNumber><xb:exportNumber>20000020001234</xb:exportNumber>"
            ), "two_export_numbers"
        ),
    ]

    @Test func `a file that is no good export is held for its reason and disturbs nobody`() throws {
        var expected = [good.fileName: "converted"]
        for (number, file) in BadInputTests.files.enumerated() {
            let name = "HUMBOLDTBURSAR-\(number + 100)-\(1_795_000_000_000 + number).xml"
            try site.put(file.text, at: "humboldt", as: name)
            expected[name] = "held \(file.reason)"
        }
        try site.put(good, at: "humboldt")
        try site.put(other, at: "sonoma")
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        for (name, verdict) in part.exportVerdicts where expected[name] != verdict {
            let row = BadInputTests.files.enumerated().first { name.contains("-\($0.0 + 100)-") }
            Issue.record("\(row?.element.row ?? name): \(verdict)")
        }
        #expect(part.exportVerdicts.count == expected.count)
        #expect(part.counts == ["read": 3, "written": 3])
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(good.fees)])
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(other.fees)])
        #expect(try site.ledger.charges == 6)
    }

    @Test func `forms of XML that mean the same are converted alike`() throws {
        let forms: [(String, String)] = [
            (
                "B26",
                BadInputTests.xml.replacing("<xb:user>", with: "<!-- a --><?php b ?><xb:user>")
            ),
            (
                "B28",
                BadInputTests.xml.replacing(
                    "<xb:sum>1.01",
                    with: "<xb:sum><![CDATA[1.01]]>"
                )
            ),
            ("B29", BadInputTests.xml.replacing("<xb:sum>1.01", with: "<xb:sum>1.<!-- -->01")),
            ("B40", "\u{FEFF}" + BadInputTests.xml),
            ("B43", BadInputTests.xml.replacing("\n", with: "\r\n")),
            (
                "B44",
                BadInputTests.xml.replacing("xb:", with: "q:").replacing(
                    "xmlns:xb",
                    with: "xmlns:q"
                )
            ),
            (
                "B73",
                BadInputTests.xml.replacing(
                    "<xb:itemTitle>",
                    with: "<xb:new>x</xb:new><xb:itemTitle>"
                )
            ),
        ]
        for (row, text) in forms {
            let site = try HubSite()
            try site.onboard([CampusDeclaration("humboldt")])
            try site.put(text, at: "humboldt", as: BadInputTests.plain.fileName)
            let run = try site.run()
            #expect(run.exit == 0, "\(row)")
            #expect(
                try site.outbox(of: "humboldt") == [debitsName: debits(BadInputTests.plain.fees)],
                "\(row)"
            )
        }
    }

    @Test func `B03: an export of no fees writes nothing and exits 0`() throws {
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 1, []), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").exportVerdicts.values.map { $0 } == ["converted"])
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.inbox(of: "humboldt") == [])
    }

    @Test func `B79: links, pipes and folders named as exports are never read`() throws {
        try site.put(good, at: "humboldt")
        let inbox = "home/inbox/humboldt"
        try site.scratch.write(BadInputTests.xml, to: "elsewhere.xml")
        try site.scratch.makeLink(
            "\(inbox)/HUMBOLDTBURSAR-1-1795000001000.xml",
            to: "\(site.scratch.path)/elsewhere.xml"
        )
        try site.scratch.makeLink(
            "\(inbox)/HUMBOLDTBURSAR-2-1795000002000.xml",
            to: "/nonexistent"
        )
        try site.scratch.makePipe("\(inbox)/HUMBOLDTBURSAR-3-1795000003000.xml")
        try site.makeFolder("\(inbox)/HUMBOLDTBURSAR-4-1795000004000.xml")
        try site.scratch.makeHardLink(
            "\(inbox)/HUMBOLDTBURSAR-5-1795000005000.xml",
            to: "elsewhere.xml"
        )
        let run = try site.run()
        #expect(run.exit == 1)
        let verdicts = try run.campus("humboldt").exportVerdicts
        #expect(verdicts.count == 6)
        #expect(verdicts.values.filter { $0 == "held not_regular" }.count == 5)
        #expect(verdicts[good.fileName] == "converted")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(good.fees)])
        #expect(try site.ledger.exports == 1)
    }

    @Test func `B78: names that are no export's are passed over`() throws {
        try site.put(good, at: "humboldt")
        for name in [
            "-rf", "$(id)", "`id`", "CON", ".hidden.xml", "HUMBOLDTBURSAR-1-1795000001000.xml.part",
            "HUMBOLDTBURSAR-1-1795000001000.tmp", "notes.txt", "a\nb",
        ] {
            try site.put(BadInputTests.xml, at: "humboldt", as: name)
        }
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").exportVerdicts == [good.fileName: "converted"])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(good.fees)])
        #expect(try site.inbox(of: "humboldt").count == 9)
    }

    @Test func `B66: texts that a spreadsheet would run come out tame in files for people`() throws
    {
        let names = ["=HYPERLINK(1)", "+1", "-1", "@x", "Doe, \"J\""]
        let fees = names.enumerated().map { number, name in
            ExportBuilder.Fee("U\(number)", "OVERDUEFINE", "1.01", id: "\(number)")
                .with(\.name, name)
        }
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 1, fees), at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(
            try site.outbox(of: "humboldt") == [
                "bursar-community-20112026.csv": """
                UserID,Name,Item Type,Amount,Date
                U0,"'=HYPERLINK(1)",OVERDUEFINE,0001.01,11/16/2026
                U1,"'+1",OVERDUEFINE,0001.01,11/16/2026
                U2,"'-1",OVERDUEFINE,0001.01,11/16/2026
                U3,"'@x",OVERDUEFINE,0001.01,11/16/2026
                U4,"Doe, ""J\""",OVERDUEFINE,0001.01,11/16/2026

                """
            ]
        )
    }

    @Test func `B65: an id that is a path, a formula or SQL is a borrower's text and no more`()
        throws
    {
        let ids = ["../../etc/passwd", "'; drop table ledger.charge; --", "$(id)"]
        let fees = ids.enumerated().map { number, id in
            ExportBuilder.Fee(id, "OVERDUEFINE", "1.01", id: "'\";--%\\\(number)")
        }
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 1, fees), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 3, "diverted": 3])
        #expect(try site.ledger.charges == 3)
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 2, fees), at: "humboldt")
        #expect(try site.run().campus("humboldt").counts == ["read": 3, "duplicate": 3])
    }
}

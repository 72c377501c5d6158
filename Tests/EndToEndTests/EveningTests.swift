import Digests
import TestSupport
import Testing

/// What a run makes of the exports of several campuses, byte for byte.
@Suite struct EveningTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    private static let humboldt = ExportBuilder(
        "HUMBOLDTBURSAR",
        job: 1,
        [
            .init("900123456", "OVERDUEFINE", "12.5", id: "71"),
            .init("012345678", "LOSTITEMREPLACEMENTFEE", "300", id: "72"),
            .init("900123456", "CREDIT", "-3.25", id: "73"),
            .init("U1234", "OVERDUEFINE", "0.5", id: "74"),
            .init("900123456", "OVERDUEFINE", "0", id: "75"),
        ]
    )

    @Test func `charges, credits and the community file are written byte for byte`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(EveningTests.humboldt, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(run.messages == "")
        #expect(
            try site.outbox(of: "humboldt") == [
                "bursar-converted-DEBITS-20112026.dat": """
                900123456,300000006919,0012.50,11/16/2026
                012345678,300000006920,0300.00,11/16/2026

                """,
                "bursar-converted-CREDITS-20112026.dat": """
                900123456,820000206129,0003.25,11/16/2026

                """,
                "bursar-community-20112026.csv": """
                UserID,Name,Item Type,Amount,Date
                U1234,"Sample, Sam",OVERDUEFINE,0000.50,11/16/2026

                """,
            ]
        )
        #expect(try site.inbox(of: "humboldt") == [])
    }

    @Test func `a run tells every figure of a campus`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let name = try site.put(EveningTests.humboldt, at: "humboldt")
        let run = try site.run()
        let summary = try run.json
        #expect(
            summary.keys.isSuperset(of: [
                "run", "started_at", "finished_at", "mode", "campuses", "totals", "balanced",
            ])
        )
        #expect(summary["mode"] == "live")
        #expect(summary["balanced"] == true)
        let campus = try run.campus("humboldt")
        #expect(campus["outcome"] == "ok")
        #expect(campus["name"] == "Sample Campus humboldt")
        #expect(campus["read"] == ["count": 5, "charge_cents": 31300, "credit_cents": 325])
        #expect(campus["written"] == ["count": 3, "charge_cents": 31250, "credit_cents": 325])
        #expect(campus["diverted"] == ["count": 1, "charge_cents": 50, "credit_cents": 0])
        #expect(campus["skipped"] == ["count": 1, "charge_cents": 0, "credit_cents": 0])
        #expect(campus.isBalanced)
        #expect(campus.outputsHoldTheBooks)
        for bucket in ["read", "written", "diverted", "held", "duplicate", "skipped"] {
            #expect(summary["totals"][bucket] == campus[bucket])
        }
        let export = campus["exports"][0]
        #expect(export["file"].string == EveningTests.humboldt.fileName)
        #expect(name.hasSuffix(EveningTests.humboldt.fileName))
        #expect(export["sha256"].string == SHA256Digest.hex(of: EveningTests.humboldt.xml))
        #expect(export["export_number"].string == EveningTests.humboldt.exportNumber)
        #expect(export["state"] == "converted")
        #expect(export["reason"] == .null)
        #expect(export["read"] == campus["read"])
    }

    @Test func `a run tells of every output what the clerk has to compare`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(EveningTests.humboldt, at: "humboldt")
        let outputs = try site.run().campus("humboldt")["outputs"]
        let files = try site.outbox(of: "humboldt")
        #expect(outputs.items.count == 3)
        for output in outputs.items {
            let text = try #require(files[output["name"].string ?? ""])
            #expect(output["state"] == "published")
            #expect(output["sha256"].string == SHA256Digest.hex(of: text))
            #expect(output["bytes"].integer == Int64(text.utf8.count))
            #expect(output["recovered"] == .null)
        }
        let debits = outputs["name", debitsName]
        #expect(debits["kind"] == "sfs")
        #expect(debits["records"] == 2)
        #expect(debits["charge_cents"] == 31250)
        #expect(debits["credit_cents"] == 0)
        #expect(debits["id_hash"] == "0912469134")
        #expect(debits["path"].string?.hasSuffix("outbox/humboldt/\(debitsName)") == true)
        #expect(outputs["name", "bursar-community-20112026.csv"]["kind"] == "other")
        #expect(outputs["name", "bursar-converted-CREDITS-20112026.dat"]["credit_cents"] == 325)
    }

    @Test func `five campuses with two formats run in parallel and each gets its own`() throws {
        let terms = "terms: [{code: \"2267\", from: 2026-08-17, to: 2027-01-24}]"
        let plain = ["chico", "humboldt", "sonoma"].map { CampusDeclaration($0) }
        let fixed = ["fresno", "pomona"].map { key in
            CampusDeclaration(key).with(\.format, "control").with(\.more, terms)
        }
        #expect(
            try site.onboard(plain + fixed, formats: ["control": SampleFormats.control]).exit == 0
        )
        for (number, campus) in (plain + fixed).enumerated() {
            try site.put(
                .fines(campus.code, job: number + 1, number + 2),
                at: campus.key
            )
        }
        let run = try site.run("--jobs", "4")
        #expect(run.exit == 0)
        for (number, campus) in plain.enumerated() {
            let fees = ExportBuilder.fines(number + 2, from: (number + 1) * 1000)
            #expect(try site.outbox(of: campus.key) == [debitsName: debits(fees)])
        }
        #expect(
            try site.outbox(of: "fresno") == [
                "fresno-20261120-001.dat": """
                H000005       15.05
                D900000001  3000000069192267       1.014001        \

                D900000002  3000000069192267       2.014002        \

                D900000003  3000000069192267       3.014003        \

                D900000004  3000000069192267       4.014004        \

                D900000005  3000000069192267       5.014005        \

                T0000054500000015

                """
            ]
        )
        let summary = try run.json
        #expect(summary["totals"].counts == ["read": 20, "written": 20])
        #expect(summary["campuses"].items.map { $0["outcome"] } == Array(repeating: "ok", count: 5))
        #expect(summary["campuses"].items.allSatisfy { $0.isBalanced && $0.outputsHoldTheBooks })
        #expect(
            summary["campuses"].items.compactMap { $0["campus"].string }
                == ["chico", "fresno", "humboldt", "pomona", "sonoma"]
        )
    }

    @Test func `several exports of a campus become one output, oldest first`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        for job in [3, 1, 2] {
            try site.put(.fines("HUMBOLDTBURSAR", job: job, job), at: "humboldt")
        }
        #expect(try site.run().exit == 0)
        let fees = [1, 2, 3].flatMap { ExportBuilder.fines($0, from: $0 * 1000) }
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(fees)])
    }

    @Test func `a run of one campus leaves the others' exports where they are`() throws {
        try site.onboard(CampusDeclaration.pair)
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 2), at: "sonoma")
        let run = try site.run("--campus", "sonoma")
        #expect(run.exit == 0)
        #expect(try run.json["campuses"].items.compactMap { $0["campus"].string } == ["sonoma"])
        #expect(try site.inbox(of: "humboldt").count == 1)
        #expect(try site.inbox(of: "sonoma") == [])
    }
}

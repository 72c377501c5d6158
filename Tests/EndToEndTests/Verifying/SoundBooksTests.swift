import PostgreSQL
import TestSupport
import Testing

/// `verify` of books in order finds nothing, whatever way the fees took.
@Suite struct SoundBooksTests {
    private let site: HubSite
    private let code = "HUMBOLDTBURSAR"
    private let locker = ExportBuilder.Fee("900000002", "LOCKERKEY", "40", id: "2")

    init() throws { site = try HubSite() }

    @Test func `what was never run is sound`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.expectSound()
    }

    @Test(arguments: [
        [:], ["TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8"],
        ["TZ": "America/New_York", "LANG": "ar_EG.UTF-8", "PGDATESTYLE": "German"],
    ])
    func `G4 G2 an evening with repeated, held and skipped fees is proved anywhere, on any day`(
        _ environment: [String: String]
    ) throws {
        try site.onboard(CampusDeclaration.pair)
        let first = ExportBuilder.fines(code, job: 1, 5)
        try site.put(first, at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 3), at: "sonoma")
        _ = try site.run()
        var second = first.again(job: 2)
        second.fees += [
            locker, .init("900000003", "OVERDUEFINE", "0", id: "9"),
            .init("900000004", "OVERDUEFINE", "7"), .init("900000004", "OVERDUEFINE", "7"),
        ]
        try site.put(second, at: "humboldt")
        // The first export once more, and one that breaks off.
        try site.put(first.xml, at: "humboldt", as: first.again(job: 7).fileName)
        try site.put(first.again(job: 8).cut(after: 900), at: "humboldt", as: "\(code)-8-1.xml")
        _ = try site.run()
        let verified = try site.verify(environment: environment)
        #expect(verified.findings == [])
        #expect(verified.exit == 0)
        let campus = try verified.campus("humboldt")
        #expect(campus["exports"] == 4)
        #expect(campus["fees"]["count"] == 14)
        #expect(campus["outputs"] == 2)
        #expect(campus["sent"]["count"] == 7)
        #expect(campus["runs"] == 2)
    }

    @Test func `G4 grouped and sorted outputs are rendered again, fee by fee`() throws {
        try site.onboard([ArrangedFormat.campus], formats: ["billing": ArrangedFormat.yaml])
        try site.put(
            ArrangedFormat.export(
                job: 1,
                [
                    .init("900000003", "OVERDUEFINE", "1.5", id: "11"),
                    .init("900000001", "OVERDUEFINE", "2", id: "12"),
                    .init("900000003", "LOSTITEMPROCESSFEE", "20", id: "15"),
                    .init("900000001", "CREDIT", "-0.25", id: "13"),
                    .init("U7", "OVERDUEFINE", "3.5", id: "14"),
                    .init("U8", "LOCKERKEY", "40", id: "16"),
                ]
            ),
            at: "humboldt"
        )
        _ = try site.run()
        try site.expectSound()
        let forger = try Forger(site)
        #expect(
            try forger.forge("update ledger.output_record set record = 3 - record where output = 1")
                > 0
        )
        #expect(try site.verify().findings == ["output_differs humboldt-1"])
        try forger.restore()
        // The held one joins a later output.
        try site.collect(from: "humboldt")
        try site.onboard([ArrangedFormat.campus], formats: ["billing": ArrangedFormat.withLockers])
        #expect(try site.run().exit == 0)
        try site.expectSound()
    }

    @Test func `G1 G4 a recalled output and the one that its fees joined are sound`() throws {
        try site.onboardReplacing()
        try site.put(.fines(code, job: 1), at: "humboldt")
        _ = try site.run()
        try site.put(.fines(code, job: 2, 2), at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.expectSound()
        let trail = try site.command(["audit", "--json"]).json["audit"].items
        #expect(trail.contains { $0["act"] == "output_recalled" && $0["subject"] == "humboldt-1" })
    }

    @Test func `exports of a baseline are proved with what came after them`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let old = ExportBuilder.fines(code, job: 1)
        try site.makeFolder("old")
        let path = try site.scratch.write(old.xml, to: "old/\(old.fileName)")
        #expect(try site.command(["baseline", "humboldt", path, "--reason", "sent"]).exit == 0)
        var later = old.again(job: 2)
        later.fees.append(locker)
        try site.put(later, at: "humboldt")
        _ = try site.run()
        try site.expectSound()
        let trail = try site.command(["audit", "humboldt", "--json"]).json["audit"].items
        let baseline = try #require(trail.first { $0["act"] == "baseline" })
        #expect(baseline["reason"] == "sent")
        #expect(baseline["totals"].counts == ["read": 3, "skipped": 3])
    }

    @Test func `G2 fees that were released, and fees that a rule left out later, are sound`() throws
    {
        try site.onboard([CampusDeclaration("humboldt")])
        let other = ExportBuilder.Fee("900000005", "CARDFEE", "3", id: "5")
        try site.put(
            ExportBuilder(code, job: 1, ExportBuilder.fines(3, from: 100) + [locker, other]),
            at: "humboldt"
        )
        #expect(try site.run().exit == 1)
        let rule = "skip:\n  - {when: {fee.type: CARDFEE}, reason: paid at the desk}\n"
        var campus = CampusDeclaration("humboldt").with(\.more, rule)
        campus.itemTypes["LOCKERKEY"] = "300000007777"
        try site.onboard([campus])
        try site.collect(from: "humboldt")
        let run = try site.run()
        #expect(try run.campus("humboldt")["released"]["count"] == 1)
        #expect(run.exit == 0)
        try site.expectSound()
    }

    @Test func `G2 a changed fee counts with its amount in the books of its run`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let first = ExportBuilder.fines(code, job: 1)
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        let changed = first.fees[0].with(\.sum, "77.25")
        try site.put(ExportBuilder(code, job: 2, [changed]), at: "humboldt")
        #expect(try site.run().exit == 1)
        try site.expectSound()
        // Whatever a person makes of it, the run read it.
        #expect(try site.decide("held", "write-off", "humboldt-f1").exit == 0)
        try site.expectSound()
        #expect(try site.decide("held", "reopen", "humboldt-f1").exit == 0)
        #expect(try site.decide("held", "release", "humboldt-f1").exit == 0)
        try site.expectSound()
        try site.collect(from: "humboldt")
        #expect(try site.run().exit == 0)
        try site.expectSound()
    }

    @Test func `G2 an export that is written off is in the books with all that can be read of it`()
        throws
    {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines(code, job: 1), at: "humboldt")
        let again = ExportBuilder.fines(code, job: 2, 2)
        #expect(try site.run().exit == 0)
        try site.put(again, at: "humboldt", as: ExportBuilder.fines(code, job: 1).fileName)
        try site.put("<html/>", at: "humboldt", as: "HUMBOLDTBURSAR-9-1795000009000.xml")
        #expect(try site.run().exit == 1)
        for id in try site.command(["held", "--json"]).json["held"].items {
            #expect(try site.decide("held", "write-off", id["id"].string ?? "").exit == 0)
        }
        #expect(try site.books(ofExport: 2) == ["read": 2, "skipped": 2])
        try site.expectSound()
        try site.collect(from: "humboldt")
        #expect(try site.run().exit == 0)
        try site.expectSound()
    }

    @Test func `a killed run leaves nothing that contradicts, before the next one and after it`()
        throws
    {
        try site.onboard([CampusDeclaration("humboldt")])
        for (job, failpoint) in [
            "t1.after_commit=crash", "t2.after_commit=crash", "publish.after_rename=crash",
            "t3.after_commit=crash", "audit.after=crash",
        ].enumerated() {
            try site.collect(from: "humboldt")
            try site.put(.fines(code, job: job + 1), at: "humboldt")
            #expect(try site.run(failpoints: failpoint).wasKilled, "\(failpoint)")
            let between = try site.verify()
            #expect(between.findings == [], "\(failpoint)")
            #expect(try site.runToTheEnd().exit == 0)
        }
        try site.expectSound()
    }

    @Test func `a verify changes nothing, and removes what a killed one left`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines(code, job: 1), at: "humboldt")
        _ = try site.run()
        let before = (try site.ledger, try site.scratch.names(in: "home"))
        let killed = try site.command(["verify"], failpoints: "render.mid=crash")
        #expect(killed.wasKilled)
        #expect(try site.scratch.names(in: "home").count == before.1.count + 1)
        try site.expectSound()
        #expect(try site.ledger == before.0)
        #expect(try site.scratch.names(in: "home") == before.1)
    }
}

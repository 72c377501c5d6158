import TestSupport
import Testing

/// What another run does where there is nothing new, and what became of the originals.
@Suite struct SecondRunTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    @Test func `G6 a second run writes nothing, books nothing and exits 0`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        try site.run()
        try site.collect(from: "humboldt")
        let charges = try site.ledger.charges
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["outcome"] == "nothing")
        #expect(try run.campus("humboldt")["exports"] == .list([]))
        #expect(try run.json["totals"].counts == [:])
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(charges == 3)
        #expect(try site.ledger.charges == 3)
        #expect(try site.ledger.outputs == 1)
    }

    @Test func `a run that found nothing keeps its row and writes no summary`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        #expect(try site.run().exit == 0)
        #expect(!site.exists("summary"))
        #expect(try site.ledger.campusRuns == 1)
    }

    @Test func `a run that found something leaves its summary in four forms`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        let run = try site.run()
        let id = try #require(try run.json["run"].string)
        let files = try site.files(in: "summary/\(id)")
        #expect(
            files.keys.sorted() == ["summary.csv", "summary.html", "summary.json", "summary.txt"]
        )
        #expect(try JSON(files["summary.json"] ?? "") == run.json)
        #expect(try site.scratch.text(of: "home/summary/latest/summary.csv").contains("humboldt"))
    }

    @Test func `the original leaves the location only once its fees are published`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        let failed = try site.run(failpoints: "publish.before_rename=throw")
        #expect(failed.exit == 1)
        #expect(try site.inbox(of: "humboldt").count == 1)
        #expect(try site.run().exit == 0)
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.outbox(of: "humboldt").count == 1)
    }

    @Test func `after leave keeps the original, and no run takes it again`() throws {
        try site.onboard([CampusDeclaration("humboldt").with(\.profile, ["after: leave"])])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.inbox(of: "humboldt").count == 1)
        try site.collect(from: "humboldt")
        let second = try site.run()
        #expect(second.exit == 0)
        #expect(try second.campus("humboldt").counts == [:])
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.inbox(of: "humboldt").count == 1)
    }

    @Test func `after move puts the original into a folder of the location`() throws {
        let campus = CampusDeclaration("humboldt").with(\.profile, ["after: {move: processed}"])
        try site.onboard([campus])
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        try site.put(export, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(
            try site.files(in: "inbox/humboldt/processed") == [export.fileName: export.xml]
        )
        let second = try site.run()
        #expect(second.exit == 0)
        #expect(try second.campus("humboldt")["outcome"] == "nothing")
    }

    @Test func `an export from before the cut-over is listed and never converted`() throws {
        let campus = CampusDeclaration("humboldt").with(\.profile, ["starts_after: 2026-11-30"])
        try site.onboard([campus])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(
            try run.campus("humboldt").exportVerdicts.values.map { $0 } == ["ignored before_start"]
        )
        #expect(try site.inbox(of: "humboldt").count == 1)
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `the figures of a killed run are in the status all the same`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        #expect(try site.run(failpoints: "t1.after_commit=crash").wasKilled)
        #expect(try site.runToTheEnd().exit == 0)
        let status = try site.command(["status", "--json", "--since", "2026-11-01"])
        let campus = try status.campus("humboldt")
        #expect(campus["fiscal_year"].counts == ["read": 3, "written": 3])
        #expect(campus["health"] == "ok")
        #expect(campus["last_run"]["outcome"] == "ok")
    }
}

import Posix
import TestSupport
import Testing

/// Every wait ends, so every run does.
@Suite struct DeadlineTests {
    @Test(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
    func `G9 a server that hangs ends the run at its deadline`() throws {
        let site = try ServerSite()
        try site.site.onboard([try site.reading("humboldt")])
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        try site.put(export)
        site.server.freeze()
        let run = try site.site.run("--deadline", "2")
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "failed")
        site.server.thaw()
        #expect(try site.site.run().exit == 0)
        #expect(try site.site.outbox(of: "humboldt") == [debitsName: debits(export.fees)])
    }

    @Test func `G9 a campus that hangs ends at the deadline of the run`() throws {
        let evening = try Evening()
        let run = try evening.site.run(
            "--deadline",
            "3",
            failpoints: "end.milliseconds=300;parse.at_fee=hang"
        )
        #expect(run.exit == 1)
        let messages = try run.json["campuses"].items.compactMap { $0["message"].string }
        #expect(messages.contains("the run was stopped here: its time was up"))
        #expect(try evening.site.openLeases() == 0)
        try evening.expectWhole(after: evening.collect())
    }
}

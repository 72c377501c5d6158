import Glibc
import Posix
import TestSupport
import Testing

/// Signals that ask a run to end.
@Suite struct SignalTests {
    /// Where the campus under work goes no further: it cannot end by itself.
    @Test(arguments: [
        "claim.after_lease", "parse.at_fee", "t1.before_commit", "archive.before",
        "publish.after_rename",
    ])
    func `F04 a run that hangs ends soon after SIGTERM, and the next goes on`(place: String)
        throws
    {
        let evening = try Evening()
        let run = try evening.site.beginRun(
            "--jobs",
            "1",
            failpoints: "end.milliseconds=300;\(place)=hang"
        )
        try run.wait(for: "a lease") { try evening.site.openLeases() > 0 }
        run.send(SIGTERM)
        #expect(run.exit() == 1)
        #expect(try evening.site.openLeases() == 0)
        let report = try JSON(String(run.output.drop { $0 != "{" }))
        #expect(report["campuses"].items.contains { $0["outcome"] == "failed" })
        try evening.expectWhole(after: evening.collect())
    }

    @Test(arguments: [SIGINT, SIGHUP])
    func `F05 a run ends as soon after SIGINT and SIGHUP`(signal: Int32) throws {
        let evening = try Evening()
        let run = try evening.site.beginRun(
            "--jobs",
            "1",
            failpoints: "end.milliseconds=300;parse.at_fee=hang"
        )
        try run.wait(for: "a lease") { try evening.site.openLeases() > 0 }
        run.send(signal)
        // As `timeout` does, which also tells the whole group.
        run.send(signal)
        #expect(run.exit() == 1)
        #expect(try evening.site.openLeases() == 0)
        try evening.expectWhole(after: evening.collect())
    }

    @Test func `F04 a decision that is asked to end gives its campus back`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(
            ExportBuilder(
                "HUMBOLDTBURSAR",
                job: 1,
                [.init("900000001", "LOCKERKEY", "5", id: "1")]
            ),
            at: "humboldt"
        )
        #expect(try site.run().exit == 1)
        let decision = try HubProcess.Running(
            [
                "held", "write-off", "humboldt-f1", "--reason", "x", "--home", site.home,
                "--database", site.databaseURI,
            ],
            environment: [
                "BURSARHUB_FAILPOINTS": "end.milliseconds=300;held_decision.before_commit=hang"
            ]
        )
        try decision.wait(for: "a lease") { try site.openLeases() > 0 }
        decision.send(SIGTERM)
        #expect(decision.exit() == 1)
        #expect(try site.openLeases() == 0)
        #expect(try site.decisionTrail() == [])
        #expect(try site.decide("held", "write-off", "humboldt-f1").exit == 0)
    }

    /// `BURSARHUB_SIGNAL_TIMES` gives more of them.
    @Test func `F04 a run that is asked to end at any time leaves all to the next`() throws {
        let more = ChildProcess.inherited("BURSARHUB_SIGNAL_TIMES").values.first.flatMap { Int($0) }
        var random = SeededGenerator(seed: 4)
        for _ in 0..<(more ?? 2) {
            let evening = try Evening(fees: 60)
            let run = try evening.site.beginRun("--jobs", "2")
            usleep(UInt32.random(in: 20_000...600_000, using: &random))
            run.send([SIGTERM, SIGINT, SIGHUP].randomElement(using: &random) ?? SIGTERM)
            let asked = MonotonicClock.now
            let status = run.status()
            let took = MonotonicClock.now - asked
            if more != nil { #expect(took < .seconds(5)) }
            switch status {
            case .exited(0)?, .exited(1)?: break
            case .killed?:
                // Before it had begun anything at all.
                #expect(try evening.site.ledger.campusRuns == 0)
            default: Issue.record("it ended with \(String(describing: status))")
            }
            #expect(try evening.site.openLeases() == 0)
            try evening.expectWhole(after: evening.collect())
        }
    }

    @Test func `F04 campuses that were not begun are told, and the summary is kept`() throws {
        let evening = try Evening()
        let run = try evening.site.beginRun(
            "--jobs",
            "1",
            failpoints: "end.milliseconds=300;parse.at_fee=hang"
        )
        try run.wait(for: "a lease") { try evening.site.openLeases() > 0 }
        run.send(SIGTERM)
        #expect(run.exit() == 1)
        let report = try JSON(String(run.output.drop { $0 != "{" }))
        let messages = report["campuses"].items.compactMap { $0["message"].string }
        #expect(
            Set(messages) == [
                "the run was stopped here: it was asked to end",
                "the run did not come to it: it was asked to end",
            ]
        )
        #expect(try evening.site.scratch.names(in: "home/summary").contains("latest"))
    }

    @Test func `F04 a signal that was ignored when the run began stays ignored`() throws {
        let evening = try Evening()
        let site = evening.site
        let shell = try HubProcess.shell(
            """
            trap '' HUP; "$0" "$@" & pid=$!
            kill -HUP $pid; wait $pid
            """,
            site.runWords
        )
        #expect(shell.exit == 0)
    }

    @Test func `F04 a baseline that is stopped books nothing and gives its campus back`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        let path = try site.scratch.write(export.xml, to: export.fileName)
        let words = ["baseline", "humboldt", path, "--reason", "sent", "--home", site.home]
        let baseline = try HubProcess.Running(
            words + ["--database", site.databaseURI],
            environment: ["BURSARHUB_FAILPOINTS": "end.milliseconds=300;parse.at_fee=hang"]
        )
        try baseline.wait(for: "a lease") { try site.openLeases() > 0 }
        baseline.send(SIGTERM)
        #expect(baseline.exit() == 1)
        #expect(try baseline.output.contains("the command was stopped: it was asked to end"))
        #expect(try site.openLeases() == 0)
        #expect(try site.ledger.charges == 0)
        #expect(try site.command(Array(words.prefix(5))).exit == 0)
    }

    @Test func `a baseline that fails gives its campus back`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        let path = try site.scratch.write(export.xml, to: export.fileName)
        let failed = try site.command(
            ["baseline", "humboldt", path, "--reason", "sent"],
            failpoints: "parse.at_fee=throw"
        )
        #expect(failed.exit != 0)
        #expect(try site.openLeases() == 0)
    }
}

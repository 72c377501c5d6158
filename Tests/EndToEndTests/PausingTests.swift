import TestSupport
import Testing

/// `campus pause`, `resume` and `history`: a campus out of the runs, and nothing of it lost.
@Suite struct PausingTests {
    private let site: HubSite
    private let campus = CampusDeclaration("humboldt")
    private let reason = "SFS is closed for the year's end"

    init() throws { site = try HubSite() }

    private func pause(_ key: String = "humboldt") throws -> HubProcess.Outcome {
        try site.command(["campus", "pause", key, "--reason", reason])
    }

    private func resume(_ key: String = "humboldt") throws -> HubProcess.Outcome {
        try site.command(["campus", "resume", key])
    }

    private func shown(_ key: String = "humboldt") throws -> JSON {
        try site.command(["campus", "show", key, "--json"]).json
    }

    @Test func `a paused campus takes no part, and says since when and why`() throws {
        try site.onboard(CampusDeclaration.pair)
        #expect(try pause().exit == 0)
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        try site.put(export, at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 2), at: "sonoma")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "paused")
        let message = try #require(part["message"].string)
        #expect(message.hasPrefix("paused since 20") && message.hasSuffix(reason))
        #expect(try site.inbox(of: "humboldt") == [export.fileName])
        #expect(try site.ledger.exports == 1)
        let status = try site.command(["status", "--json"]).campus("humboldt")
        #expect(status["health"] == "paused")
        #expect(status["paused"]["reason"].string == reason)
        for command in [["campus", "list"], ["campus", "show", "humboldt"], ["status"]] {
            let text = try site.command(command).output
            #expect(text.contains("Paused since"), "\(command)")
            #expect(text.contains(reason), "\(command)")
        }

        #expect(try resume().exit == 0)
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(export.fees)])
        #expect(try shown()["paused"] == .null)
    }

    @Test func `a file that is onboarded meanwhile is recorded, and does not end the pause`() throws
    {
        try site.onboard([campus])
        _ = try pause()
        let unchanged = try site.onboard([campus], answering: ["--json"])
        #expect(try unchanged.json["campuses"][0]["change"] == "unchanged")
        let changed = try site.onboard([campus.with(\.state, "trial")])
        #expect(changed.exit == 0)
        #expect(changed.output.contains("stays paused: `bursarhub campus resume humboldt`"))
        #expect(try shown()["state"] == "paused")
        #expect(try shown()["revision"] == 3)
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        #expect(try site.run().campus("humboldt")["outcome"] == "paused")

        let resumed = try resume()
        #expect(resumed.exit == 0)
        #expect(resumed.output.contains("humboldt is trial again, as revision 4"))
        #expect(try site.run().campus("humboldt")["outcome"] == "trial")
    }

    @Test(arguments: [
        "t1.after_commit=crash", "t2.after_commit=crash", "publish.after_rename=crash",
        "recall.after_mark=crash", "recall.after_rename=crash", "void.after_commit=crash",
    ])
    func `what a killed run left unfinished rests through a pause and is finished after it`(
        _ stop: String
    ) throws {
        try site.onboardReplacing()
        let evenings = (1...2).map { ExportBuilder.fines("HUMBOLDTBURSAR", job: $0) }
        try site.put(evenings[0], at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.put(evenings[1], at: "humboldt")
        #expect(try site.run(failpoints: stop).wasKilled)
        #expect(try pause().exit == 0)
        let before = (try site.outbox(of: "humboldt"), try site.ledger)
        #expect(try site.runToTheEnd().campus("humboldt")["outcome"] == "paused")
        #expect(try site.outbox(of: "humboldt") == before.0)
        #expect(try site.ledger.heldFees == before.1.heldFees)
        #expect(try resume().exit == 0)
        #expect(try site.runToTheEnd().exit == 0)
        #expect(
            try site.outbox(of: "humboldt") == [debitsName: debits(evenings.flatMap(\.fees))]
        )
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        #expect(try site.ledger.unfinishedOutputs == 0)
        #expect(try site.names(in: "staging/humboldt") == [])
    }

    @Test func `held fees outlast a pause: none is lost, freed or judged meanwhile`() throws {
        try site.onboard([campus])
        let locker = ExportBuilder.Fee("900000002", "LOCKERKEY", "40", id: "2")
        try site.put(
            ExportBuilder("HUMBOLDTBURSAR", job: 1, ExportBuilder.fines(1, from: 10) + [locker]),
            at: "humboldt"
        )
        #expect(try site.run().exit == 1)
        try site.collect(from: "humboldt")
        let before = try site.ledger
        let paused = try pause()
        #expect(paused.output.contains("1 held: it stays held"))
        var types = campus.itemTypes
        types["LOCKERKEY"] = "300000007777"
        let onboarded = try site.onboard([campus.with(\.itemTypes, types)])
        #expect(
            onboarded.output.contains(
                "1 held fee ($40.00) would join the outputs once it is resumed"
            )
        )
        #expect(try site.run().exit == 0)
        var after = try site.ledger
        after.campusRuns = before.campusRuns
        #expect(after == before)
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["no_item_type": 1])
        #expect(try site.outbox(of: "humboldt") == [:])

        _ = try resume()
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["released": 1])
    }

    @Test func `an output that was planned before the pause is delivered after it, once`() throws {
        try site.onboard([campus])
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        try site.put(export, at: "humboldt")
        #expect(try site.run(failpoints: "t1.after_commit=crash").wasKilled)
        let paused = try pause()
        #expect(paused.output.contains("1 output on its way: it stays where it is"))
        #expect(try site.runToTheEnd().campus("humboldt")["outcome"] == "paused")
        #expect(try site.outbox(of: "humboldt") == [:])
        _ = try resume()
        #expect(try site.runToTheEnd().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(export.fees)])
        #expect(try site.ledger.charges == 3)
    }

    @Test func `what cannot be paused or resumed is told with 64, and nothing changes`() throws {
        try site.onboard([
            campus.with(\.state, "paused"), CampusDeclaration("chico").with(\.state, "planned"),
            CampusDeclaration("fresno").with(\.state, "retired"), CampusDeclaration("sonoma"),
        ])
        let byFile = try resume()
        #expect(byFile.exit == 64)
        #expect(byFile.messages.contains("its file says `state: paused`"))
        #expect(byFile.messages.contains("humboldt.yaml:7"))
        for key in ["humboldt", "chico", "fresno"] { #expect(try pause(key).exit == 64) }
        #expect(try resume("sonoma").exit == 64)
        #expect(try pause("sonoma").exit == 0)
        let again = try pause("sonoma")
        #expect(again.exit == 64)
        #expect(again.messages.contains("already paused"))
        for key in ["humboldt", "chico", "fresno"] { #expect(try shown(key)["revision"] == 1) }
        #expect(try shown("sonoma")["revision"] == 2)
        let silent = try site.command(["campus", "pause", "sonoma", "--reason", "  "])
        #expect(silent.exit == 64)
    }

    @Test func `the history tells every revision, and what one changed line by line`() throws {
        try site.onboard([campus.with(\.state, "trial")])
        try site.onboard([campus])
        _ = try pause()
        #expect(try site.command(["campus", "resume", "humboldt", "--reason", "open"]).exit == 0)
        let history = try site.command(["campus", "history", "humboldt", "--json"]).json
        #expect(history["campus"] == "humboldt")
        let revisions = history["revisions"].items
        #expect(revisions.map { $0["revision"].integer } == [4, 3, 2, 1])
        #expect(revisions.map { $0["state"].string } == ["live", "paused", "live", "trial"])
        #expect(
            revisions.map { $0["change"].string } == [
                "resumed: open", "paused: \(reason)", "humboldt.yaml +1 −1; trial → live",
                "onboarded; layout confirmed",
            ]
        )
        #expect(revisions.map { $0["reason"].string } == ["open", reason, nil, nil])
        #expect(revisions[0]["sources"] == .list(["humboldt.yaml", "humboldt-sf.yaml"]))
        #expect(
            revisions[0].keys == [
                "revision", "recorded_at", "recorded_by", "state", "change", "reason", "sources",
            ]
        )
        let text = try site.command(["campus", "history", "humboldt"])
        #expect(text.exit == 0)
        #expect(text.output.contains("paused: \(reason)"))
        let second = try site.command(["campus", "history", "humboldt", "--revision", "2"])
        #expect(second.output.contains("--- humboldt.yaml (revision 1)"))
        #expect(second.output.contains("\n-state: trial\n+state: live\n"))
        let json = try site.command([
            "campus", "history", "humboldt", "--revision", "2", "--json",
        ]).json
        #expect(json["files"][0]["added"] == 1)
        let none = try site.command(["campus", "history", "humboldt", "--revision", "9"])
        #expect(none.exit == 64)
    }
}

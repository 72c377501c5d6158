import TestSupport
import Testing

/// What a person decides on held fees, and what the next run makes of it.
@Suite struct HeldDecisionTests {
    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    /// Books the first export, and then a second one with a fee of a known id and another amount.
    private func holdChanged() throws -> ExportBuilder.Fee {
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        let changed = first.fees[0].with(\.sum, "66.01")
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 2, [changed]), at: "humboldt")
        #expect(try site.run().exit == 1)
        return changed
    }

    private func expectInOrder() throws {
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        #expect(try site.command(["summary", "--json"]).json["balanced"] == true)
    }

    @Test func `G1 a changed fee that is released is a further charge, sent once`() throws {
        let changed = try holdChanged()
        let shown = try site.command(["held", "show", "humboldt-f1", "--json"]).json
        #expect(shown["state"] == "open")
        #expect(shown["versions"].items.count == 2)
        #expect(shown["versions"][0]["amount_cents"] == 6601)
        #expect(shown["versions"][1]["output"] == "humboldt-1")

        let released = try site.decide("held", "release", "humboldt-f1", because: "a second fine")
        #expect(released.exit == 0)
        #expect(try released.json["items"][0]["outcome"] == "done")
        #expect(try released.json["items"][0]["charge_cents"] == 6601)
        #expect(
            try site.command(["held", "show", "humboldt-f1", "--json"]).json["state"] == "released"
        )
        #expect(try site.decisionTrail() == ["held_released humboldt-f1 a second fine"])

        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["released": 1])
        #expect(try run.campus("humboldt").outputsHoldTheBooks)
        #expect(try site.collect(from: "humboldt").values.joined() == debits([changed]))
        #expect(try site.books(ofExport: 2) == ["read": 1, "written": 1])
        try expectInOrder()
        let story = try site.command(["trace", "humboldt", "humboldt-f1"]).output
        #expect(story.contains(/release by .*: a second fine/))
        // The same file again, and the same fee in another one: both are known.
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 3, [changed]), at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.books(ofExport: 3) == ["read": 1, "duplicate": 1])
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.run().campus("humboldt")["outcome"] == "nothing")
    }

    @Test func `all fees of a void output are released, or written off, by its id`() throws {
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.decide("outputs", "void", "humboldt-1", because: "wrong").exit == 0)
        let released = try site.decide(
            "held",
            "release",
            "humboldt-f2",
            "humboldt-1",
            because: nil
        )
        #expect(released.exit == 0)
        let items = try released.json["items"]
        #expect(items.items.map { $0["id"] } == ["humboldt-f2", "humboldt-f1", "humboldt-f3"])
        #expect(items.items.map { $0["named_as"] } == [.null, "humboldt-1", "humboldt-1"])
        #expect(try site.decisionTrail().filter { $0.hasPrefix("held_released") }.count == 3)
        let again = try site.decide("held", "release", "humboldt-1")
        #expect(again.exit == 64)
        #expect(try again.json["error"]["message"].string?.contains("waits for a person") == true)

        // What the next run would take up can still be ended.
        let ended = try site.command(
            ["held", "write-off", "humboldt-1", "--reason", "reversed by hand"]
        )
        #expect(ended.exit == 0)
        #expect(ended.output.contains("3 items written off"))
        #expect(ended.output.contains("humboldt-1  output_void  3 fees"))
        #expect(try site.books(ofExport: 1) == ["read": 3, "skipped": 3])
        #expect(try site.decide("held", "reopen", "humboldt-1").exit == 64)
        try expectInOrder()
    }

    @Test
    func `an export that was read stands for its fees that wait, and one that was not for itself`()
        throws
    {
        _ = try holdChanged()
        try site.put(first, at: "humboldt", as: "HUMBOLDTBURSAR-8-1795000008000.xml")
        let unread = ExportBuilder("HUMBOLDTBURSAR", job: 3, [first.fees[0].with(\.sum, "77.01")])
        try site.put(unread, at: "humboldt")
        #expect(try site.run().exit == 1)
        for id in ["humboldt-x1", "humboldt-x9"] {
            #expect(try site.decide("held", "release", id).exit == 64)
        }
        let before = try site.everything()
        // No reason is given for what could be asked for twice: all of it stays as it was.
        let refused = try site.decide("held", "release", "humboldt-x2", because: nil)
        #expect(refused.exit == 64)
        #expect(try site.everything() == before)
        let released = try site.decide("held", "release", "humboldt-x2", because: "a second fine")
        #expect(try released.json["items"][0]["id"] == "humboldt-f1")
        #expect(try released.json["items"][0]["named_as"] == "humboldt-x2")
        let run = try site.run()
        #expect(try run.campus("humboldt").counts["released"] == 1)
        try expectInOrder()
    }

    @Test func `a suspected duplicate that is released is sent once, and asked about again`() throws
    {
        let fee = ExportBuilder.Fee("900000001", "OVERDUEFINE", "3.51")
        for job in 1...3 {
            try site.put(ExportBuilder("HUMBOLDTBURSAR", job: job, [fee]), at: "humboldt")
            #expect(try site.run().exit == (job == 1 ? 0 : 1))
            try site.collect(from: "humboldt")
            guard job > 1 else { continue }
            let id = "humboldt-f\(job - 1)"
            let versions = try site.command(["held", "show", id, "--json"]).json["versions"]
            #expect(versions.items.count == job)
            #expect(try site.decide("held", "release", id).exit == 0)
            #expect(try site.run().exit == 0)
            #expect(try site.collect(from: "humboldt").values.joined() == debits([fee]))
        }
        #expect(try site.ledger.derivedCharges == 3)
        try expectInOrder()
    }

    @Test func `a fee that is written off is skipped, and reopened it is held as before`() throws {
        _ = try holdChanged()
        #expect(try site.decide("held", "write-off", "humboldt-f1", because: "a slip").exit == 0)
        #expect(try site.books(ofExport: 2) == ["read": 1, "skipped": 1])
        #expect(try site.run().exit == 0)
        let shown = try site.command(["held", "show", "humboldt-f1", "--json"]).json
        #expect(shown["state"] == "written_off")
        #expect(shown["decision"]["reason"] == "a slip")
        #expect(try site.command(["held", "--json"]).json["held"].items.isEmpty)

        #expect(try site.decide("held", "reopen", "humboldt-f1", because: "no slip").exit == 0)
        #expect(try site.books(ofExport: 2) == ["read": 1, "held": 1])
        #expect(try site.run().exit == 1)
        #expect(try site.decide("held", "release", "humboldt-f1").exit == 0)
        #expect(try site.decide("held", "write-off", "humboldt-f1").exit == 0)
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(
            try site.decisionTrail() == [
                "held_written_off humboldt-f1 a slip", "held_reopened humboldt-f1 no slip",
                "held_released humboldt-f1 somebody said so",
                "held_written_off humboldt-f1 somebody said so",
            ]
        )
        try expectInOrder()
    }

    @Test func `a positive credit that is released goes out as the charge that it says`() throws {
        let credit = ExportBuilder.Fee("900000001", "CREDIT", "2.5", id: "7")
        var campus = CampusDeclaration("humboldt")
        campus.itemTypes["CREDIT"] = "300000001111"
        try site.onboard([campus])
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 1, [credit]), at: "humboldt")
        #expect(try site.run().exit == 1)
        #expect(try site.decide("held", "release", "humboldt-f1", because: nil).exit == 64)
        #expect(try site.decide("held", "release", "humboldt-f1").exit == 0)
        #expect(try site.run(failpoints: "t1.after_commit=crash").wasKilled)
        #expect(try site.runToTheEnd().exit == 0)
        let sent = "900000001,300000001111,0002.50,11/16/2026\n"
        #expect(try site.outbox(of: "humboldt") == [debitsName: sent])
        // What a person let pass counts at every later judgement.
        #expect(try site.decide("outputs", "void", "humboldt-1").exit == 0)
        #expect(try site.decide("held", "release", "humboldt-f2", because: nil).exit == 0)
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: sent])
        try expectInOrder()
    }

    @Test
    func `what a corrected campus file cures is not released, and the answer says what to do`()
        throws
    {
        try site.put(
            ExportBuilder(
                "HUMBOLDTBURSAR",
                job: 1,
                [.init("900000001", "LOCKERKEY", "5", id: "1"), first.fees[0]]
            ),
            at: "humboldt"
        )
        #expect(try site.run().exit == 1)
        let before = try site.everything()
        let refused = try site.decide("held", "release", "humboldt-f1")
        #expect(refused.exit == 64)
        let error = try refused.json["error"]
        #expect(error["message"].string?.contains("`no_item_type`") == true)
        #expect(error["remedy"].string?.contains("campus file") == true)
        #expect(try site.everything() == before)
    }

    @Test func `several ids are decided on all or none for each campus`() throws {
        let fee = ExportBuilder.Fee("900000001", "LOCKERKEY", "5", id: "1")
        try site.onboard(CampusDeclaration.pair)
        for (campus, code) in [("humboldt", "HUMBOLDTBURSAR"), ("sonoma", "SONOMABURSAR")] {
            try site.put(
                ExportBuilder(code, job: 1, [fee, fee.with(\.transactionID, "2")]),
                at: campus
            )
        }
        #expect(try site.run().exit == 1)
        let decided = try site.decide(
            "held",
            "write-off",
            "humboldt-f1",
            "sonoma-f1",
            "humboldt-f9",
            "sonoma-f2",
            "sonoma-f1"
        )
        #expect(decided.exit == 1)
        let items = try decided.json["items"].items
        #expect(
            items.map { "\($0["id"].string ?? "") \($0["outcome"].string ?? "")" } == [
                "humboldt-f1 refused", "humboldt-f9 refused", "sonoma-f1 done", "sonoma-f2 done",
            ]
        )
        #expect(items[0]["message"].string?.contains("because of the others") == true)
        #expect(items[1]["message"].string?.contains("nothing is held as humboldt-f9") == true)
        #expect(
            try site.decisionTrail() == [
                "held_written_off sonoma-f1 somebody said so",
                "held_written_off sonoma-f2 somebody said so",
            ]
        )
        try expectInOrder()
    }
}

import TestSupport
import Testing

/// What a person decides on outputs that are where the hub can see them.
@Suite struct OutputDecisionTests {
    private let site: HubSite
    private let evening = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    private func send() throws {
        try site.put(evening, at: "humboldt")
        #expect(try site.run().exit == 0)
    }

    /// A campus file that gives overdue fines another item type.
    private func correctItemType() throws {
        var campus = CampusDeclaration("humboldt")
        campus.itemTypes["OVERDUEFINE"] = "300000009999"
        try site.onboard([campus])
    }

    private func expectInOrder() throws {
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        #expect(try site.command(["summary", "--json"]).json["balanced"] == true)
    }

    // MARK: Void

    @Test
    func `G1 an output that nobody collected is taken out of its outbox, and its fees are held`()
        throws
    {
        try send()
        let void = try site.decide("outputs", "void", "humboldt-1", because: "wrong types")
        #expect(void.exit == 0)
        #expect(try void.json["fees"]["count"] == 3)
        #expect(try void.json["output"]["state"] == "void")
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.names(in: "staging/humboldt") == [])
        #expect(try site.books(ofExport: 1) == ["read": 3, "held": 3])
        #expect(try site.run().exit == 1)
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.decisionTrail() == ["output_voided humboldt-1 wrong types"])

        try correctItemType()
        #expect(
            try site.decide(
                "held",
                "release",
                "humboldt-f1",
                "humboldt-f2",
                "humboldt-f3",
                because: nil
            ).exit == 0
        )
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["released": 3])
        let sent = debits(evening.fees).replacing("300000006919", with: "300000009999")
        #expect(try site.collect(from: "humboldt") == [debitsName: sent])
        let shown = try site.command(["outputs", "show", "humboldt-1", "--json"]).json
        #expect(shown["went_to"][0]["id"] == "humboldt-2")
        #expect(shown["decision"]["reason"] == "wrong types")
        try expectInOrder()
    }

    @Test func `an output that was collected becomes void on a person's word alone`() throws {
        try send()
        try site.collect(from: "humboldt")
        let before = try site.everything()
        let refused = try site.decide("outputs", "void", "humboldt-1")
        #expect(refused.exit == 1)
        #expect(try refused.json["error"]["remedy"].string?.contains("--not-in-peoplesoft") == true)
        #expect(try site.outputStates() == ["published"])
        #expect(try site.books(ofExport: 1) == ["read": 3, "written": 3])
        // A refusal keeps nothing: `doctor` would take the campus for one that a killed run left.
        #expect(try site.openLeases() == 0)
        let unasked = try site.decide("outputs", "void", "humboldt-1", "--not-in-peoplesoft")
        #expect(unasked.exit == 64)
        #expect(try site.everything().count == before.count)
        let void = try site.decide(
            "outputs",
            "void",
            "humboldt-1",
            "--not-in-peoplesoft",
            "--yes"
        )
        #expect(void.exit == 0)
        #expect(try site.books(ofExport: 1) == ["read": 3, "held": 3])
        try expectInOrder()
    }

    @Test func `what lies in the outbox under the name, with other bytes, is left alone`() throws {
        try send()
        try site.scratch.write("something else", to: "home/outbox/humboldt/\(debitsName)")
        let before = try site.everything()
        for words in [["void"], ["void", "--not-in-peoplesoft", "--yes"], ["reissue"]] {
            let refused = try site.command(
                ["outputs"] + words + ["humboldt-1", "--reason", "x", "--json"]
            )
            #expect(refused.exit == 1)
            #expect(try refused.json["error"]["message"].string?.contains("other bytes") == true)
        }
        #expect(try site.everything() == before)
    }

    // MARK: Reissue

    @Test func `G1 an output that is reissued goes out in one file, by today's campus file`() throws
    {
        try send()
        try correctItemType()
        let reissue = try site.decide("outputs", "reissue", "humboldt-1", because: "types")
        #expect(reissue.exit == 0)
        #expect(try reissue.json["output"]["state"] == "void")
        #expect(try reissue.json["outputs"][0]["state"] == "published")
        let sent = debits(evening.fees).replacing("300000006919", with: "300000009999")
        // Its name has the day of the reissue.
        #expect(try site.outbox(of: "humboldt").values.joined() == sent)
        #expect(try site.names(in: "staging/humboldt") == [])
        #expect(try site.books(ofExport: 1) == ["read": 3, "written": 3])
        #expect(try site.command(["held", "--json"]).json["held"].items.isEmpty)
        #expect(try site.decisionTrail() == ["output_reissued humboldt-1 types"])
        let shown = try site.command(["outputs", "show", "humboldt-2", "--json"]).json
        #expect(shown["made_of"][0]["id"] == "humboldt-1")
        #expect(shown["charges"].items.count == 3)
        #expect(shown["charges"][0]["student_id"].string == evening.fees[0].user)
        try expectInOrder()
        #expect(try site.run().campus("humboldt")["outcome"] == "nothing")
    }

    @Test func `what is sent anew is seen by all who ask what is to be loaded`() throws {
        try send()
        let evening = try site.command(["summary", "--json"]).json["run"].string ?? ""
        #expect(try site.decide("outputs", "reissue", "humboldt-1").exit == 0)
        func expectShown(_ outputs: JSON) {
            #expect(outputs["id", "humboldt-2"]["state"] == "published")
            #expect(outputs["id", "humboldt-2"]["reissued"] == true)
            #expect(outputs["id", "humboldt-1"]["state"] == "void")
        }
        expectShown(try site.command(["outputs", "--json"]).json["outputs"])
        expectShown(try site.command(["status", "--json"]).campus("humboldt")["recent_outputs"])
        expectShown(try site.command(["summary", "--json"]).campus("humboldt")["outputs"])
        #expect(try site.command(["summary"]).output.contains("sent anew by a person"))
        // What one run did is that and no more; a later look of the same day shows it again.
        let ofRun = try site.command(["summary", "--run", evening, "--json"])
        #expect(try ofRun.campus("humboldt")["outputs"].items.count == 1)
        #expect(try site.command(["run", "--settle", "0", "--json"]).exit == 0)
        let later = try site.command(["summary", "--json"]).campus("humboldt")["outputs"]
        #expect(later["id", "humboldt-2"]["reissued"] == true)
    }

    @Test
    func `an output that today's campus file would hold is not reissued, and nothing is changed`()
        throws
    {
        try send()
        var campus = CampusDeclaration("humboldt")
        campus.itemTypes["OVERDUEFINE"] = nil
        try site.onboard([campus])
        let before = try site.everything()
        let refused = try site.decide("outputs", "reissue", "humboldt-1")
        #expect(refused.exit == 64)
        #expect(try refused.json["error"]["message"].string?.contains("`no_item_type`") == true)
        #expect(try site.everything() == before)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(evening.fees)])
    }

    @Test(arguments: ["t1.after_commit", "t2.after_commit"])
    func `an output that was never sent is void at once, or goes out in another`(
        _ stop: String
    ) throws {
        for decision in ["void", "reissue"] {
            let site = try HubSite()
            try site.onboard([CampusDeclaration("humboldt")])
            try site.put(evening, at: "humboldt")
            #expect(try site.run(failpoints: "\(stop)=crash").wasKilled)
            #expect(try site.decideToTheEnd("outputs", decision, "humboldt-1").exit == 0)
            #expect(try site.names(in: "staging/humboldt").filter { $0.hasSuffix(".r1") } == [])
            #expect(try site.runToTheEnd().exit == (decision == "void" ? 1 : 0))
            let sent = decision == "void" ? "" : debits(evening.fees)
            #expect(try site.outbox(of: "humboldt").values.joined() == sent)
            #expect(try site.misplacedFees() == 0)
            #expect(try site.names(in: "staging/humboldt") == [])
        }
    }

    @Test func `a paused campus's output is taken back, but not reissued`() throws {
        try send()
        try site.command(["campus", "pause", "humboldt", "--reason", "x"])
        #expect(try site.decide("outputs", "reissue", "humboldt-1").exit == 64)
        #expect(try site.outputStates() == ["published"])
        #expect(try site.decide("outputs", "void", "humboldt-1").exit == 0)
        #expect(try site.outputStates() == ["void"])
    }
}

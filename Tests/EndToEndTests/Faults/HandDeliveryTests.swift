import TestSupport
import Testing

/// Outputs that a person carried to PeopleSoft while the hub was down, or that are in doubt.
@Suite struct HandDeliveryTests {
    private let evening = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    private func expectDelivered(_ site: HubSite, outbox: [String: String] = [:]) throws {
        #expect(try site.outputStates() == ["published"])
        #expect(try site.decisionTrail() == ["output_confirmed humboldt-1 carried by hand"])
        #expect(try site.runToTheEnd().exit == 0)
        #expect(try site.outbox(of: "humboldt") == outbox)
        #expect(try site.names(in: "staging/humboldt") == [])
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        #expect(try site.command(["summary", "--json"]).json["balanced"] == true)
    }

    @Test(arguments: ["t1.after_commit", "t2.after_commit", "publish.before_rename"])
    func `F41 an output delivered by hand is confirmed once, and never published`(
        _ stop: String
    ) throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(evening, at: "humboldt")
        #expect(try site.run(failpoints: "\(stop)=crash").wasKilled)
        let confirmed = try site.decideToTheEnd(
            "outputs",
            "confirm",
            "humboldt-1",
            because: "carried by hand"
        )
        #expect(confirmed.exit == 0)
        #expect(try confirmed.json["output"]["collected_at"] != .null)
        try expectDelivered(site)
        #expect(try site.decide("outputs", "confirm", "humboldt-1").exit == 64)
    }

    @Test func `F41 an output that waits is confirmed, and what lies in its way stays`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.makeFolder("home/outbox/humboldt")
        try site.scratch.write("an earlier file", to: "home/outbox/humboldt/\(debitsName)")
        try site.put(evening, at: "humboldt")
        #expect(try site.run().exit == 1)
        #expect(try site.outputStates() == ["waiting"])
        #expect(
            try site.decide("outputs", "confirm", "humboldt-1", because: "carried by hand").exit
                == 0
        )
        try expectDelivered(site, outbox: [debitsName: "an earlier file"])
    }

    @Test func `F41 a file of the output's name with other bytes is refused`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(evening, at: "humboldt")
        #expect(try site.run(failpoints: "t2.after_commit=crash").wasKilled)
        try site.makeFolder("home/outbox/humboldt")
        try site.scratch.write("not what was made", to: "home/outbox/humboldt/\(debitsName)")
        let refused = try site.decideToTheEnd("outputs", "confirm", "humboldt-1")
        #expect(refused.exit == 1)
        #expect(try refused.json["error"]["message"].string?.contains("other bytes") == true)
        #expect(try site.outputStates() == ["staged"])
        #expect(try site.decisionTrail() == [])
    }

    @Test(arguments: [
        "decision.after_mark", "withdraw.after_rename", "confirm.before_commit",
        "confirm.after_commit",
    ])
    func `F41 a confirmation that is killed is finished by the next run`(_ stop: String) throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(evening, at: "humboldt")
        #expect(try site.run(failpoints: "t2.after_commit=crash").wasKilled)
        // The database sees a moment later that the killed hub is gone.
        _ = try site.decideToTheEnd("outputs", "confirm", "humboldt-9")
        #expect(
            try site.decide(
                "outputs",
                "confirm",
                "humboldt-1",
                because: "carried by hand",
                failpoints: "\(stop)=crash"
            ).wasKilled
        )
        #expect(try site.runToTheEnd().exit == 0)
        try expectDelivered(site)
    }
}

/// Outputs on their way to a server, of which nobody knows whether they arrived.
@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct ServerDoubtDecisionTests {
    private let servers: ServerSite
    private let evening = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    private var site: HubSite { servers.site }

    /// An output that is in doubt: killed with the file on the server, or just before.
    init() throws { servers = try ServerSite() }

    private func doubt(after stop: String) throws {
        try site.onboard([servers.delivering("humboldt")])
        try site.put(evening, at: "humboldt")
        #expect(try site.run(failpoints: "\(stop)=crash").wasKilled)
        #expect(try site.outputStates() == ["in_doubt"])
    }

    @Test func `F41 an output in doubt on a server is confirmed without it`() throws {
        try doubt(after: "publish.after_rename")
        try servers.collect(debitsName)
        #expect(try site.runToTheEnd().exit == 1)
        let before = try site.everything()
        let refused = try site.decide("outputs", "confirm", "humboldt-1")
        #expect(refused.exit == 1)
        #expect(try refused.json["error"]["message"].string?.contains("was collected, or") == true)
        #expect(try refused.json["error"]["remedy"].string?.contains("--in-peoplesoft") == true)
        #expect(try site.everything() == before)
        let confirmed = try site.decide("outputs", "confirm", "humboldt-1", "--in-peoplesoft")
        #expect(confirmed.exit == 0)
        #expect(try confirmed.json["seen"] == "absent")
        #expect(try site.factsOfConfirmation()["seen"] == "absent")
        #expect(try site.run().exit == 0)
        #expect(try site.outputStates() == ["published"])
        #expect(try servers.files(in: "sfs") == [:])
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `what is confirmed was looked for on its server, and the answer says what was seen`()
        throws
    {
        try doubt(after: "publish.before_rename")
        #expect(try site.runToTheEnd().exit == 1)
        let uploaded = try site.decide("outputs", "confirm", "humboldt-1")
        #expect(uploaded.exit == 1)
        #expect(
            try uploaded.json["error"]["message"].string?.contains("never got its name") == true
        )
        // Of its size: only the bytes tell it from the output.
        let other = String(debits(evening.fees).reversed())
        try servers.put(other, debitsName, in: "sfs")
        let refused = try site.decide("outputs", "confirm", "humboldt-1")
        #expect(try refused.json["error"]["message"].string?.contains("another file") == true)
        #expect(try site.outputStates() == ["in_doubt"])

        // Carried there by hand: the upload is not wanted any more.
        try servers.put(debits(evening.fees), debitsName, in: "sfs")
        let confirmed = try site.decide("outputs", "confirm", "humboldt-1")
        #expect(confirmed.exit == 0)
        #expect(try confirmed.json["seen"] == "same")
        #expect(try site.outputStates() == ["published"])
        #expect(try servers.files(in: "sfs") == [debitsName: debits(evening.fees)])
        #expect(try site.run().exit == 0)
    }

    @Test func `a server that cannot be asked keeps no person's word from being recorded`() throws {
        try doubt(after: "publish.after_rename")
        servers.server.stop()
        let confirmed = try site.decideToTheEnd("outputs", "confirm", "humboldt-1")
        #expect(confirmed.exit == 0)
        #expect(try confirmed.json["seen"] == "unknown")
        #expect(try confirmed.json["unseen_because"].string?.contains("sftp://") == true)
        #expect(try site.outputStates() == ["published"])
    }

    @Test func `an output in doubt that is not on its server goes out anew on a person's word`()
        throws
    {
        try doubt(after: "publish.before_rename")
        #expect(try site.runToTheEnd().exit == 1)
        #expect(try site.decide("outputs", "reissue", "humboldt-1").exit == 1)
        #expect(try site.outputStates() == ["in_doubt"])
        let reissue = try site.decide(
            "outputs",
            "reissue",
            "humboldt-1",
            "--not-in-peoplesoft",
            "--yes"
        )
        #expect(reissue.exit == 0)
        #expect(try site.outputStates() == ["void", "published"])
        #expect(try servers.files(in: "sfs").values.joined() == debits(evening.fees))
        #expect(try site.run().exit == 0)
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `what lies on the server, where it can be loaded, becomes void on nobody's word`()
        throws
    {
        try doubt(after: "publish.after_rename")
        let refused = try site.decideToTheEnd(
            "outputs",
            "void",
            "humboldt-1",
            "--not-in-peoplesoft",
            "--yes"
        )
        #expect(refused.exit == 1)
        #expect(try refused.json["error"]["message"].string?.contains("on the server") == true)
        #expect(try site.outputStates() == ["in_doubt"])
        #expect(try site.run().exit == 0)
        #expect(try site.outputStates() == ["published"])
    }
}

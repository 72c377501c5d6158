import TestSupport
import Testing

/// Runs that are killed while an output is on its way to a server.
///
/// An output that may have been delivered is never sent again by itself.
@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct SFTPDoubtTests {
    private let servers: ServerSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let mixed = ExportBuilder(
        "HUMBOLDTBURSAR",
        job: 2,
        [
            .init("900000001", "OVERDUEFINE", "1.01", id: "21"),
            .init("900000002", "CREDIT", "-2.5", id: "22"),
        ]
    )
    private let creditsName = "bursar-converted-CREDITS-20112026.dat"

    private var site: HubSite { servers.site }

    init() throws { servers = try ServerSite() }

    /// Brings an export to a campus with its outbox on the server, and kills the run at a stop.
    private func kill(at stop: String, _ export: ExportBuilder) throws {
        #expect(try site.onboard([servers.delivering("humboldt")]).exit == 0)
        try site.put(export, at: "humboldt")
        #expect(try site.run(failpoints: "\(stop)=crash").wasKilled)
    }

    /// The states of all outputs, the oldest first.
    private func states() throws -> [String] {
        let listed = try site.command(["outputs", "--json"]).json["outputs"].items
        return listed.compactMap { $0["state"].string }.reversed()
    }

    private func expectStaysInDoubt(_ run: HubProcess.Outcome) throws {
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "attention")
        #expect(part["message"].string?.hasPrefix("nobody knows whether \(debitsName)") == true)
        #expect(part["remedy"].string?.contains("look into the outbox") == true)
        #expect(part["outputs"][0]["state"] == "in_doubt")
    }

    // MARK: Killed

    @Test func `killed before the rename, an output is in doubt and holds up its campus`() throws {
        try kill(at: "publish.before_rename", humboldt)
        #expect(try states() == ["in_doubt"])
        #expect(try servers.files(in: "sfs")[debitsName] == nil)
        try expectStaysInDoubt(try site.runToTheEnd())
        #expect(try site.inbox(of: "humboldt") == [humboldt.fileName])
        let status = try site.command(["status", "--json", "--exit-code"])
        #expect(status.exit == 1)
        #expect(try status.campus("humboldt")["open"]["in_doubt_outputs"] == 1)

        // What comes meanwhile is booked, and waits.
        try site.put(mixed, at: "humboldt")
        for _ in 1...2 { try expectStaysInDoubt(try site.run()) }
        #expect(try states() == ["in_doubt", "staged", "staged"])
        #expect(try servers.files(in: "sfs").keys.allSatisfy { $0.hasSuffix(".part") })
        #expect(try site.ledger.charges == 5)
    }

    @Test func `killed after the rename, an output is seen on the server and not sent twice`()
        throws
    {
        try kill(at: "publish.after_rename", humboldt)
        #expect(try states() == ["in_doubt"])
        let run = try site.runToTheEnd()
        #expect(run.exit == 0)
        let output = try run.campus("humboldt")["outputs"][0]
        #expect(output["state"] == "published")
        #expect(output["recovered"] == true)
        #expect(try servers.files(in: "sfs") == [debitsName: debits(humboldt.fees)])
        #expect(try site.inbox(of: "humboldt") == [])
        try servers.collect(debitsName)
        #expect(try site.run().campus("humboldt")["outcome"] == "nothing")
        #expect(try servers.files(in: "sfs") == [:])
    }

    @Test func `an output that was collected after the kill is not sent again`() throws {
        try kill(at: "publish.after_rename", humboldt)
        try servers.collect(debitsName)
        try expectStaysInDoubt(try site.runToTheEnd())
        try expectStaysInDoubt(try site.run())
        #expect(try servers.files(in: "sfs") == [:])
    }

    @Test(arguments: ["outbox/humboldt", "sfs2"])
    func `an output in doubt does not follow its campus to another outbox`(outbox: String) throws {
        try kill(at: "publish.after_rename", humboldt)
        let place = outbox == "sfs2" ? try servers.place(outbox) : outbox
        #expect(try site.onboard([CampusDeclaration("humboldt").with(\.outbox, place)]).exit == 0)
        // There, a file of its name and size is another one.
        if outbox == "sfs2" { try servers.put(debits(humboldt.fees), debitsName, in: outbox) }
        try expectStaysInDoubt(try site.runToTheEnd())
        #expect(try site.outbox(of: "humboldt") == [:])

        #expect(try site.onboard([servers.delivering("humboldt")]).exit == 0)
        #expect(try site.run().exit == 0)
        #expect(try states() == ["published"])
    }

    @Test func `a file of another size is not taken for the output`() throws {
        try kill(at: "publish.after_rename", humboldt)
        try servers.put("another", debitsName, in: "sfs")
        try expectStaysInDoubt(try site.runToTheEnd())
    }

    @Test func `an earlier file of name and size is not taken for the output`() throws {
        #expect(try site.onboard([servers.delivering("humboldt")]).exit == 0)
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run().exit == 0)
        let next = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3)
        try site.put(next, at: "humboldt")
        #expect(try site.run(failpoints: "publish.before_rename=crash").wasKilled)
        try expectStaysInDoubt(try site.runToTheEnd())
        #expect(try states() == ["published", "in_doubt"])
    }

    @Test func `nothing follows an output in doubt, not even one that waited before it`() throws {
        #expect(try site.onboard([servers.delivering("humboldt")]).exit == 0)
        try servers.put("in the way", debitsName, in: "sfs")
        try site.put(mixed, at: "humboldt")
        #expect(try site.run(failpoints: "publish.before_rename=crash@2").wasKilled)
        #expect(try states() == ["waiting", "in_doubt"])
        try servers.collect(debitsName)
        let run = try site.runToTheEnd()
        #expect(run.exit == 1)
        #expect(try states() == ["waiting", "in_doubt"])
        #expect(try servers.files(in: "sfs").keys.allSatisfy { $0.hasSuffix(".part") })
    }

    @Test func `an output that was delivered is recorded though the next one fails`() throws {
        #expect(try site.onboard([servers.delivering("humboldt")]).exit == 0)
        try site.put(mixed, at: "humboldt")
        let failed = try site.run(failpoints: "publish.before_rename=throw@2")
        #expect(failed.exit == 1)
        #expect(try states() == ["published", "in_doubt"])
    }

    @Test func `of several outputs only the one on its way is in doubt after a kill`() throws {
        try kill(at: "publish.after_rename", mixed)
        #expect(try states() == ["in_doubt", "staged"])
        #expect(try site.runToTheEnd().exit == 0)
        #expect(try servers.files(in: "sfs").count == 2)

        let next = ExportBuilder(
            "HUMBOLDTBURSAR",
            job: 4,
            [mixed.fees[1].with(\.transactionID, "9")]
        )
        try servers.collect(debitsName)
        try servers.collect(creditsName)
        try site.put(humboldt, at: "humboldt")
        try site.put(next, at: "humboldt")
        #expect(try site.run(failpoints: "publish.after_rename=crash@2").wasKilled)
        #expect(try states() == ["published", "published", "published", "in_doubt"])
    }

    @Test(arguments: ["take.after_copy", "t1.after_commit", "t2.after_commit", "t3.after_commit"])
    func `an evening from server to server survives a kill`(_ stop: String) throws {
        let campus = try servers.delivering("humboldt").with(\.location, servers.place("in"))
        #expect(try site.onboard([campus]).exit == 0)
        try servers.put(humboldt)
        #expect(try site.run(failpoints: "\(stop)=crash").wasKilled)
        #expect(try site.runToTheEnd().exit == 0)
        #expect(try servers.files(in: "sfs") == [debitsName: debits(humboldt.fees)])
        #expect(try servers.files(in: "in") == [:])
        #expect(try site.run().campus("humboldt")["outcome"] == "nothing")
        #expect(try site.ledger.charges == 3)
    }
}

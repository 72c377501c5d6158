import Foundation
import TestSupport
import Testing

/// Exports from SFTP servers, and outputs to them, against a real one.
@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct SFTPTests {
    private let servers: ServerSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    private var site: HubSite { servers.site }

    init() throws { servers = try ServerSite() }

    // MARK: Exports

    @Test func `exports come from a server and leave it once they are delivered`() throws {
        #expect(try site.onboard([servers.reading("humboldt")]).exit == 0)
        try servers.put(humboldt)
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(run.messages == "")
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "ok")
        #expect(part.counts == ["read": 3, "written": 3])
        #expect(part.exportVerdicts == [humboldt.fileName: "converted"])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try servers.files(in: "in") == [:])

        let before = try site.ledger
        let second = try site.run()
        #expect(second.exit == 0)
        #expect(try second.campus("humboldt")["outcome"] == "nothing")
        #expect(try site.ledger.charges == before.charges)
        #expect(try site.ledger.outputs == before.outputs)
        #expect(try site.outbox(of: "humboldt").count == 1)
    }

    @Test func `an export that is to stay on its server is taken once`() throws {
        try site.onboard([servers.reading("humboldt").with(\.profile, ["after: leave"])])
        try servers.put(humboldt)
        #expect(try site.run().exit == 0)
        #expect(try servers.files(in: "in") == [humboldt.fileName: humboldt.xml])
        let second = try site.run()
        #expect(second.exit == 0)
        #expect(try second.campus("humboldt")["outputs"].items == [])
        #expect(try site.ledger.charges == 3)
        #expect(try site.ledger.outputs == 1)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
    }

    @Test func `an export moves aside on its server`() throws {
        let aside = "after: {move: processed}"
        try site.onboard([servers.reading("humboldt").with(\.profile, [aside])])
        try servers.put(humboldt)
        #expect(try site.run().exit == 0)
        #expect(try servers.files(in: "in/processed") == [humboldt.fileName: humboldt.xml])
        #expect(try site.run().campus("humboldt")["outcome"] == "nothing")
    }

    @Test func `an export that is still being uploaded stays on its server`() throws {
        try site.onboard([servers.reading("humboldt")])
        try servers.put(humboldt)
        let run = try site.command(["run", "--settle", "60", "--json"])
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").exportVerdicts == [humboldt.fileName: "settling"])
        #expect(try servers.files(in: "in").count == 1)
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `campuses may share a folder of a server`() throws {
        let keys = ["chico", "humboldt", "sonoma"]
        #expect(try site.onboard(keys.map(servers.reading)).exit == 0)
        for (job, key) in keys.enumerated() {
            try servers.put(.fines("\(key.uppercased())BURSAR", job: job + 1))
        }
        #expect(try site.run().exit == 0)
        for (job, key) in keys.enumerated() {
            let fees = ExportBuilder.fines(3, from: (job + 1) * 1000)
            #expect(try site.outbox(of: key) == [debitsName: debits(fees)])
        }
        #expect(try servers.files(in: "in") == [:])
    }

    @Test func `a campus on trial changes nothing on its servers`() throws {
        let campus = try servers.delivering("humboldt").with(\.location, servers.place("in"))
        #expect(try site.onboard([campus.with(\.state, "trial")]).exit == 0)
        try servers.put(humboldt)
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["outcome"] == "trial")
        #expect(try site.files(in: "trial/humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try servers.files(in: "in") == [humboldt.fileName: humboldt.xml])
        #expect(try site.scratch.names(in: "server/sfs") == [])
        #expect(try site.ledger.charges == 0)
    }

    // MARK: Outputs

    @Test func `what a server has lies in no staging folder any more`() throws {
        #expect(try site.onboard([servers.delivering("humboldt")]).exit == 0)
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.names(in: "staging/humboldt") == [])
    }

    @Test func `an output reaches a server with the right bytes`() throws {
        #expect(try site.onboard([servers.delivering("humboldt")]).exit == 0)
        try site.put(humboldt, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        let text = debits(humboldt.fees)
        #expect(try servers.files(in: "sfs") == [debitsName: text])
        #expect(try site.inbox(of: "humboldt") == [])

        let listed = try site.command(["outputs", "--json"]).json["outputs"]
        for output in [try run.campus("humboldt")["outputs"][0], listed[0]] {
            #expect(output["state"] == "published")
            #expect(output["bytes"].integer == Int64(text.utf8.count))
            #expect(output["records"] == 3)
            #expect(output["path"].string?.hasPrefix("sftp://\(servers.server.user)@") == true)
            #expect(
                output["path"].string?.hasSuffix("\(servers.path(of: "sfs"))/\(debitsName)") == true
            )
        }
        #expect(listed.items.count == 1)
        #expect(listed[0]["published_at"].string != nil)
        #expect(try site.run().campus("humboldt")["outcome"] == "nothing")
        #expect(try servers.files(in: "sfs") == [debitsName: text])
    }

    @Test func `a key below the home is found there`() throws {
        try site.makeFolder("home/keys")
        let key = try String(contentsOfFile: servers.server.userKeyFile, encoding: .utf8)
        try site.scratch.write(key, to: "home/keys/sfs")
        let place = try servers.place("sfs", key: "keys/sfs")
        #expect(try site.onboard([CampusDeclaration("humboldt").with(\.outbox, place)]).exit == 0)
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try servers.files(in: "sfs") == [debitsName: debits(humboldt.fees)])
    }

    @Test func `an output waits on this host until its name is free on the server`() throws {
        try site.onboard([servers.delivering("humboldt")])
        try servers.put("not ours", debitsName, in: "sfs")
        try site.put(humboldt, at: "humboldt")
        for _ in 1...2 {
            let run = try site.run()
            #expect(run.exit == 1)
            let part = try run.campus("humboldt")
            #expect(part["outcome"] == "attention")
            #expect(part["outputs"][0]["state"] == "waiting")
            #expect(part["remedy"].string?.isEmpty == false)
            #expect(try servers.files(in: "sfs")[debitsName] == "not ours")
            #expect(try site.inbox(of: "humboldt") == [humboldt.fileName])
        }
        // One upload waits, however often it was tried.
        #expect(try servers.files(in: "sfs").count == 2)

        try servers.collect(debitsName)
        let last = try site.run()
        #expect(last.exit == 0)
        #expect(try last.campus("humboldt")["outputs"][0]["state"] == "published")
        #expect(try servers.files(in: "sfs") == [debitsName: debits(humboldt.fees)])
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.ledger.charges == 3)
    }
}

import Glibc
import TestSupport
import Testing

/// Outboxes that are away, in the way, or not yet emptied.
@Suite struct OutboxTests {
    private let site: HubSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let sonoma = ExportBuilder.fines("SONOMABURSAR", job: 2)

    init() throws { site = try HubSite() }

    private func putBoth() throws {
        try site.put(humboldt, at: "humboldt")
        try site.put(sonoma, at: "sonoma")
    }

    /// Humboldt failed, nothing of it is lost or visible; Sonoma went out as on any evening.
    private func expectHumboldtAloneFailed(_ run: HubProcess.Outcome) throws {
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "failed")
        #expect(try run.campus("humboldt")["message"].string?.isEmpty == false)
        #expect(try run.campus("humboldt")["remedy"].string?.isEmpty == false)
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
        #expect(try site.inbox(of: "humboldt") == [humboldt.fileName])
    }

    @Test func `a missing absolute outbox stops its campus alone, and nothing is booked`() throws {
        let folder = "\(site.scratch.path)/sfs"
        try site.onboard([
            CampusDeclaration("humboldt").with(\.outbox, folder), CampusDeclaration("sonoma"),
        ])
        try putBoth()
        try expectHumboldtAloneFailed(try site.run())
        #expect(try site.ledger.charges == 3)

        try site.makeFolder("sfs")
        let second = try site.run()
        #expect(second.exit == 0)
        #expect(try site.scratch.text(of: "sfs/\(debitsName)") == debits(humboldt.fees))
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.ledger.charges == 6)
    }

    @Test func `a file in the place of the outbox stops its campus alone`() throws {
        try site.onboard(CampusDeclaration.pair)
        try site.scratch.move("home/outbox/humboldt", to: "earlier-outbox")
        try site.scratch.write("in the way", to: "home/outbox/humboldt")
        try putBoth()
        try expectHumboldtAloneFailed(try site.run())

        try site.remove("outbox/humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
    }

    @Test func `a link in the place of the outbox is not followed`() throws {
        try site.onboard(CampusDeclaration.pair)
        try site.scratch.move("home/outbox/humboldt", to: "earlier-outbox")
        try site.makeFolder("elsewhere")
        try site.scratch.makeLink(
            "home/outbox/humboldt",
            to: "\(site.scratch.path)/elsewhere"
        )
        try putBoth()
        try expectHumboldtAloneFailed(try site.run())
        #expect(try site.scratch.names(in: "elsewhere") == [])
    }

    @Test func `a staged output is delivered by the next run when the outbox is back`() throws {
        try site.onboard(CampusDeclaration.pair)
        try putBoth()
        let first = try site.run("--jobs", "1", failpoints: "publish.before_rename=throw")
        #expect(first.exit == 1)
        #expect(try site.ledger.charges == 6)
        #expect(try site.ledger.unfinishedOutputs == 1)
        // What it booked is told, though it could not be delivered.
        let failed = try #require(
            try first.json["campuses"].items.first { $0["outcome"] == "failed" }
        )
        #expect(failed.counts == ["read": 3, "written": 3])
        #expect(failed["exports"][0]["state"] == "converted")
        #expect(failed["outputs"][0]["state"] == "staged")
        #expect(try first.json["totals"].counts == ["read": 6, "written": 6])
        let second = try site.run()
        #expect(second.exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.inbox(of: "sonoma") == [])
        #expect(try site.ledger.charges == 6)
        let recovered = try second.json["campuses"].items.flatMap { $0["outputs"].items }
        #expect(recovered.map { $0["recovered"] } == [true])
        #expect(recovered.map { $0["state"] } == ["published"])
    }

    @Test func `a missing outbox after T1 leaves the output staged, and it follows later`() throws {
        let folder = "\(site.scratch.path)/sfs"
        try site.makeFolder("sfs")
        try site.onboard([CampusDeclaration("humboldt").with(\.outbox, folder)])
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run(failpoints: "publish.before_rename=crash").wasKilled)
        try site.scratch.move("sfs", to: "away")
        let second = try site.runToTheEnd()
        #expect(second.exit == 1)
        #expect(try second.campus("humboldt")["outcome"] == "failed")
        #expect(try site.ledger.charges == 3)
        try site.scratch.move("away", to: "sfs")
        #expect(try site.run().exit == 0)
        #expect(try site.scratch.text(of: "sfs/\(debitsName)") == debits(humboldt.fees))
    }

    @Test func `F24 an output waits for the file of its name to be collected`() throws {
        try site.onboard(CampusDeclaration.pair)
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run().exit == 0)
        let next = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3, 2)
        try site.put(next, at: "humboldt")
        try site.put(sonoma, at: "sonoma")
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "attention")
        #expect(part.counts == ["read": 2, "written": 2])
        #expect(part["outputs"][0]["state"] == "waiting")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])

        let still = try site.run()
        #expect(still.exit == 1)
        #expect(try still.campus("humboldt")["outputs"][0]["state"] == "waiting")

        try site.collect(from: "humboldt")
        let last = try site.run()
        #expect(last.exit == 0)
        #expect(try last.campus("humboldt")["outputs"][0]["state"] == "published")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(next.fees)])
        #expect(try site.inbox(of: "humboldt") == [])
    }

    @Test func `a strange file of an output's name is never replaced`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.makeFolder("home/outbox/humboldt")
        try site.scratch.write("not ours", to: "home/outbox/humboldt/\(debitsName)")
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run().exit == 1)
        #expect(try site.outbox(of: "humboldt") == [debitsName: "not ours"])
    }

    @Test func `F56 a staged file that was changed is not published, and the run exits 1`() throws {
        try site.onboard(CampusDeclaration.pair)
        try putBoth()
        let crash = try site.run("--jobs", "1", failpoints: "publish.before_rename=crash")
        #expect(crash.wasKilled)
        let name = try #require(try site.names(in: "staging/humboldt").first)
        try site.scratch.write("900000001,0", to: "home/staging/humboldt/\(name)")
        let run = try site.runToTheEnd()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "failed")
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
    }

    @Test func `F56 a booked export whose archived copy was changed is not rendered`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run(failpoints: "t1.after_commit=crash").wasKilled)
        let name = try #require(try site.names(in: "archive/humboldt").first)
        try site.remove("archive/humboldt/\(name)")
        try site.scratch.write(
            humboldt.xml.replacing("1.01", with: "1.02"),
            to: "home/archive/humboldt/\(name)"
        )
        let run = try site.runToTheEnd()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "failed")
        #expect(try site.outbox(of: "humboldt") == [:])
    }
}

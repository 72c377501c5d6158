import Glibc
import TestSupport
import Testing

/// What a purge removes, what it leaves alone, and what becomes of one that is killed.
@Suite struct PurgeTests {
    private let site: HubSite
    private let export = ExportBuilder(
        "HUMBOLDTBURSAR",
        job: 1,
        [
            .init("900777123", "OVERDUEFINE", "1.01", id: "4711001"),
            .init("900777123", "LOSTITEMPROCESSFEE", "2", id: "4711002"),
            .init("U777CANARY", "OVERDUEFINE", "3", id: "4711003"),
        ]
    )
    static let stops = [
        "purge.after_charges", "purge.before_commit", "purge.after_commit", "purge.after_remove",
        "purge.before_marked",
    ]
    private static let canaries = ["900777123", "U777CANARY", "4711001", "4711002", "4711003"]

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    /// One evening of two years ago; its fees are delivered and, unless said otherwise, collected.
    private func evening(_ export: ExportBuilder, collecting: Bool = true) throws {
        try site.put(export, at: "humboldt")
        try site.run()
        if collecting { try site.collect(from: "humboldt") }
        try site.age(byYears: 2, collecting: collecting)
    }

    private func purge(_ options: String..., failpoints: String = "") throws -> HubProcess.Outcome {
        try site.administratorsCommand(
            ["purge", "humboldt", "--json"] + options,
            failpoints: failpoints
        )
    }

    /// A server takes a moment to see that a killed hub is gone.
    private func purgeWhenFree() throws -> HubProcess.Outcome {
        for _ in 0..<50 {
            let outcome = try purge("--yes")
            if try outcome.json["campuses"][0]["outcome"] != "busy" { return outcome }
            usleep(20_000)
        }
        return try purge("--yes")
    }

    private func expectNothingPurged(_ outcome: HubProcess.Outcome, keeping: [String] = []) throws {
        let told = try outcome.json["campuses"][0]
        #expect(told["exports"] == 0)
        #expect(told["charges"] == 0)
        #expect(told["open"] == .list(keeping.map(JSON.text)))
        #expect(try site.ledger.charges > 0)
    }

    @Test func `a purge removes files, ids and keys, and leaves the books`() throws {
        try evening(export)
        let books = try site.books(ofExport: 1)
        let purge = try purge("--yes")
        #expect(purge.exit == 0)
        let told = try purge.json["campuses"][0]
        #expect(told["exports"] == 1)
        #expect(told["outputs"] == 2)
        #expect(told["charges"] == 3)
        #expect(told["student_ids"] == 3)
        #expect(told["files"] == 3)
        #expect(try site.names(in: "archive/humboldt") == [])
        #expect(try site.columns(holding: PurgeTests.canaries) == [])
        #expect(try site.books(ofExport: 1) == books)
        #expect(try site.ledger.outputs == 2)
        let key = try site.scratch.text(of: "home/keys/purge.key")
        #expect(key.utf8.count == 65)
        #expect(try site.columns(holding: [String(key.dropLast())]) == [])
        // Nothing is left to do, and nothing is told twice.
        #expect(try self.purge("--yes").json["campuses"][0]["outcome"] == "nothing")
        #expect(try site.run().exit == 0)
    }

    @Test func `a dry run tells what would go and changes nothing`() throws {
        try evening(export)
        let before = try site.ledger
        let files = try site.names(in: "archive/humboldt")
        let told = try purge("--dry-run")
        #expect(told.exit == 0)
        #expect(try told.json["dry_run"] == .bool(true))
        let campus = try told.json["campuses"][0]
        #expect(campus["outcome"] == "planned")
        #expect(campus["charges"] == 3)
        #expect(campus["files"] == 3)
        #expect(campus["files_until"].string?.hasSuffix("-06-30") == true)
        #expect(try site.ledger == before)
        #expect(try site.names(in: "archive/humboldt") == files)
        #expect(!site.exists("keys/purge.key"))
        #expect(try site.columns(holding: PurgeTests.canaries).count > 1)
    }

    @Test func `without --yes and without a terminal nothing is removed`() throws {
        try evening(export)
        #expect(try purge().exit == 64)
        #expect(try site.names(in: "archive/humboldt").count == 3)
    }

    @Test func `nothing of the running fiscal year goes`() throws {
        try site.put(export, at: "humboldt")
        try site.run()
        try site.collect(from: "humboldt")
        try expectNothingPurged(try purge("--yes"))
    }

    @Test func `an export of which a fee is held stays until the fee is settled`() throws {
        var odd = export
        odd.fees[1].type = "LOCKERKEY"
        try evening(odd)
        let kept = try purge("--yes")
        #expect(kept.exit == 1)
        try expectNothingPurged(kept, keeping: ["humboldt-x1"])
        #expect(try site.names(in: "archive/humboldt").count == 3)
    }

    @Test func `an export of which an output was not collected stays`() throws {
        try evening(export, collecting: false)
        try expectNothingPurged(try purge("--yes"), keeping: ["humboldt-x1"])
        // Once a run has seen that it was collected, it goes.
        try site.collect(from: "humboldt")
        try site.put(.fines("HUMBOLDTBURSAR", job: 7), at: "humboldt")
        try site.run()
        #expect(try purge("--yes").json["campuses"][0]["exports"] == 1)
    }

    @Test func `an export of which an output was not delivered stays`() throws {
        try site.put(export, at: "humboldt")
        #expect(try site.run(failpoints: "publish.before_rename=crash").wasKilled)
        try site.age(byYears: 2)
        try expectNothingPurged(try purgeWhenFree(), keeping: ["humboldt-x1"])
    }

    @Test func `a held export stays`() throws {
        try site.put(export.cut(after: 900), at: "humboldt", as: export.fileName)
        try site.run()
        try site.age(byYears: 2)
        let told = try purge("--yes")
        #expect(told.exit == 1)
        #expect(try told.json["campuses"][0]["open"] == .list(["humboldt-x1"]))
        #expect(try site.names(in: "archive/humboldt").count == 1)
    }

    @Test func `a legal hold stops every purge of its campus, and of no other`() throws {
        try site.onboard(CampusDeclaration.pair)
        try evening(export)
        var other = export
        other.code = "SONOMABURSAR"
        try site.put(other, at: "sonoma")
        try site.run()
        try site.collect(from: "sonoma")
        try site.age(byYears: 2)
        let hold = CampusDeclaration("humboldt").with(\.more, "retention: {legal_hold: true}")
        try site.onboard([hold])
        let told = try site.administratorsCommand(["purge", "--yes", "--json"])
        #expect(told.exit == 0)
        #expect(try told.json["campuses"]["campus", "humboldt"]["outcome"] == "legal_hold")
        #expect(try told.json["campuses"]["campus", "sonoma"]["outcome"] == "purged")
        #expect(try site.names(in: "archive/humboldt").count == 3)
        #expect(try site.names(in: "archive/sonoma") == [])
    }

    @Test func `F58 while the key is missing nothing is purged, and no new one is made`() throws {
        try site.onboard(CampusDeclaration.pair)
        var other = export
        other.code = "SONOMABURSAR"
        try evening(export)
        #expect(try purge("--yes").exit == 0)
        try site.put(export.again(job: 2), at: "humboldt")
        try site.put(other, at: "sonoma")
        try site.run()
        try site.collect(from: "sonoma")
        try site.age(byYears: 2)
        try site.remove("keys/purge.key")
        let told = try site.administratorsCommand(["purge", "--yes", "--json"])
        #expect(told.exit == 1)
        #expect(try told.json["campuses"]["campus", "humboldt"]["outcome"] == "failed")
        #expect(try told.json["campuses"]["campus", "sonoma"]["outcome"] == "failed")
        #expect(!site.exists("keys/purge.key"))
        #expect(try site.ledger.charges == 3)
        // By itself it is refused as a whole.
        #expect(try purge("--yes").exit == 2)
    }

    @Test func `while another hub works on the campus nothing is removed`() throws {
        try evening(export)
        let busy = try site.whileAnotherHubWorks(on: "humboldt") { try purge("--yes") }
        #expect(busy.exit == 1)
        #expect(try busy.json["campuses"][0]["outcome"] == "busy")
        #expect(try site.ledger.charges == 3)
    }

    @Test(arguments: stops)
    func `a purge that is killed is finished by the next, and no fee comes back`(
        _ stop: String
    ) throws {
        try evening(export)
        #expect(try purge("--yes", failpoints: "\(stop)=crash").wasKilled)
        let isCommitted = try site.ledger.charges == 0
        #expect(isCommitted != ["purge.after_charges", "purge.before_commit"].contains(stop))
        // All is there, or what is left is only files that the next purge removes.
        if !isCommitted { #expect(try site.names(in: "archive/humboldt").count == 3) }
        #expect(try purgeWhenFree().exit == 0)
        #expect(try site.names(in: "archive/humboldt") == [])
        #expect(try site.ledger.filesToRemove == 0, "the list of them is done with")
        #expect(try site.columns(holding: PurgeTests.canaries) == [])
        try site.put(export.again(job: 2), at: "humboldt")
        #expect(try site.run().campus("humboldt").counts == ["read": 3, "duplicate": 3])
    }

    @Test func `a file that came again after a killed purge stays`() throws {
        try evening(export)
        #expect(try purge("--yes", failpoints: "purge.after_commit=crash").wasKilled)
        try site.put(export, at: "humboldt")
        #expect(try site.runToTheEnd().campus("humboldt").counts == ["read": 3, "duplicate": 3])
        #expect(try purge("--yes").exit == 0)
        let files = try site.names(in: "archive/humboldt")
        #expect(files.count == 1)
        #expect(files.first?.hasSuffix(export.fileName) == true)
    }

    @Test func `held, released and void fees of a purged export leave no id behind`() throws {
        var odd = export
        odd.fees[1].type = "LOCKERKEY"
        try site.put(odd, at: "humboldt")
        try site.run()
        let campus = CampusDeclaration("humboldt")
        var types = campus.itemTypes
        types["LOCKERKEY"] = "300000007777"
        try site.onboard([campus.with(\.itemTypes, types)])
        try site.collect(from: "humboldt")
        #expect(try site.run().exit == 0)
        // Again in a later export, as a duplicate of what is purged.
        try site.put(odd.again(job: 2), at: "humboldt")
        #expect(try site.run().campus("humboldt").counts["duplicate"] == 3)
        try site.age(byYears: 2)
        #expect(try purge("--yes").json["campuses"][0]["exports"] == 2)
        #expect(try site.columns(holding: PurgeTests.canaries) == [])
        #expect(try site.names(in: "archive/humboldt") == [])
    }

    @Test func `who purged what is in the audit trail, and in a row of its own`() throws {
        try evening(export)
        #expect(try purge("--yes").exit == 0)
        #expect(try site.audited("purged", "charges") == ["3"])
        #expect(try site.columns(holding: ["purge-20"]).contains("ledger.purge.run"))
    }

    @Test func `a purge is told in words`() throws {
        try evening(export)
        let dry = try site.administratorsCommand(["purge", "--dry-run"])
        #expect(dry.output.hasPrefix("3 files and 3 student ids would be removed\n"))
        let done = try site.administratorsCommand(["purge", "humboldt", "--yes"])
        #expect(done.output.hasPrefix("3 files and 3 student ids removed\n"))
        #expect(done.output.contains("1 export · 2 outputs · 3 charges"))
        #expect(try site.administratorsCommand(["purge"]).output.hasPrefix("Nothing to remove\n"))
    }
}

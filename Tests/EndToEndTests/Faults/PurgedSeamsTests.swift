import PostgreSQL
import TestSupport
import Testing

/// What the other commands make of a ledger of which a part was purged.
@Suite struct PurgedSeamsTests {
    private let site: HubSite
    private let old = ExportBuilder.fines("HUMBOLDTBURSAR", job: 4711)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(old, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        try site.age(byYears: 2)
    }

    private func purge(years: Int = 0) throws {
        if years > 0 { try site.age(byYears: years) }
        let purge = try site.administratorsCommand(["purge", "humboldt", "--yes", "--json"])
        #expect(purge.exit == 0, "\(purge.messages)\(purge.output)")
    }

    private func expectProved() throws {
        let verify = try site.command(["verify", "--json"])
        let findings = try verify.json["findings"].items
            // The trail of a test has no anchor beside it.
            .filter { $0["kind"].string?.hasPrefix("a") != true }
        #expect(findings == [], "\(verify.output)\(verify.messages)")
    }

    @Test func `G13 with the login of runs a purge shows what would go, and removes nothing`()
        throws
    {
        #expect(try site.command(["purge", "humboldt", "--dry-run"]).exit == 0)
        let refused = try site.command(["purge", "humboldt", "--yes", "--json"])
        #expect(refused.exit == 3)
        #expect(try refused.json["error"]["message"].string?.contains("may not purge") == true)
        #expect(try site.ledger.charges == 3)
        #expect(try site.openLeases() == 0)
    }

    @Test func `G13 a login in the roles of run and purge is all that a purge needs`() throws {
        let server = try TestServer.shared
        let login = server.freshName("retention")
        try server.administer("create role \(login) login in role bursarhub_run, bursarhub_purge")
        defer { #expect(throws: Never.self) { try server.administer("drop role \(login)") } }
        let database = try #require(site.database)
        let purge = try HubProcess.run([
            "purge", "humboldt", "--yes", "--json", "--home", site.home,
            "--database", database.address.withUser(login).uri,
        ])
        #expect(purge.exit == 0, "\(purge.messages)")
        #expect(try purge.json["campuses"][0]["charges"] == 3)
        #expect(try site.ledger.charges == 0)
        #expect(try site.audited("purged", "charges") == ["3"])
    }

    @Test func `verify proves what a purge left, and what came again since`() throws {
        try purge()
        try expectProved()
        var again = old.again(job: 2)
        again.fees.append(.init("900000005", "OVERDUEFINE", "5", id: "77"))
        try site.put(again, at: "humboldt")
        #expect(try site.run().exit == 0)
        try expectProved()
        // What is not left any more is still missed.
        let database = try #require(site.database)
        let connection = try database.connect()
        defer { connection.close() }
        try connection.execute("delete from ledger.purged where ordinal = 2")
        let verify = try site.command(["verify", "--json"])
        #expect(verify.exit == 70)
        #expect(verify.output.contains("fee_missing"))
        #expect(verify.output.contains("fee_differs"))
    }

    @Test func `verify still proves the totals of what was forgotten altogether`() throws {
        try purge(years: 4)
        try site.put(old.again(job: 2), at: "humboldt")
        #expect(try site.run().exit == 0)
        try expectProved()
    }

    @Test func `doctor does not miss the files that a purge removed`() throws {
        try purge()
        let doctor = try site.command(["doctor", "--json"])
        let about = doctor.output.split(separator: "\n").joined(separator: " ")
        #expect(!about.contains(old.fileName), "\(doctor.output)")
        #expect(try site.names(in: "archive/humboldt") == [])
    }

    @Test(arguments: ["void", "reissue", "confirm"])
    func `F41 a decision on a purged output is refused in words, and changes nothing`(
        _ decision: String
    ) throws {
        try purge()
        let before = try site.everything()
        let refused = try site.decide("outputs", decision, "humboldt-1")
        #expect(refused.exit == 64)
        #expect(try refused.json["error"]["message"].string?.contains("purged") == true)
        #expect(try site.everything() == before)
    }
}

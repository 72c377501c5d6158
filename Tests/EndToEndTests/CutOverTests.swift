import TestSupport
import Testing

/// A campus that becomes live begins with what lies in its locations: somebody must want that.
@Suite struct CutOverTests {
    private let site: HubSite
    private let campus = CampusDeclaration("humboldt")
    private let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws { site = try HubSite() }

    private func state(of key: String) throws -> String? {
        try site.command(["campus", "list", "--json"]).json["campuses"]["campus", key]["state"]
            .string
    }

    @Test func `one campus that is refused stops no other`() throws {
        let pair = CampusDeclaration.pair
        try site.onboard(pair.map { $0.with(\.state, "trial") })
        try site.put(export, at: "humboldt")
        let outcome = try site.onboard(pair, answering: ["--json"])
        #expect(outcome.exit == 2)
        let campuses = try outcome.json["campuses"]
        #expect(campuses["campus", "humboldt"]["change"] == "invalid")
        #expect(campuses["campus", "humboldt"]["revision"] == 1)
        #expect(campuses["campus", "sonoma"]["change"] == "changed")
        #expect(try state(of: "humboldt") == "trial")
        #expect(try state(of: "sonoma") == "live")

        let diagnostic = try outcome.json["diagnostics"][0]
        #expect(diagnostic["severity"] == "error")
        #expect(diagnostic["file"].string?.hasSuffix("humboldt.yaml") == true)
        #expect(diagnostic["message"].string?.contains("\(export.fileName) of 2026-11-1") == true)
        let hint = try #require(diagnostic["hint"].string)
        for way in ["starts_after: 2026-11-1", "baseline humboldt", "--yes"] {
            #expect(hint.contains(way), "\(way)")
        }
        #expect(try site.onboard(pair).exit == 0)
        #expect(try state(of: "humboldt") == "live")
    }

    @Test func `a server that cannot be reached refuses its own campus alone`() throws {
        let away = CampusDeclaration("sonoma").with(
            \.location,
            """
            {sftp: "sftp://bursar@127.0.0.1:1/exports", \
            host_key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f", \
            key: keys/none}
            """
        )
        let outcome = try site.onboard([campus, away], answering: ["--json"])
        #expect(outcome.exit == 2)
        let campuses = try outcome.json["campuses"]
        #expect(campuses["campus", "humboldt"]["change"] == "added")
        #expect(campuses["campus", "sonoma"]["change"] == "invalid")
        let errors = try outcome.json["diagnostics"].items.filter { $0["severity"] == "error" }
        #expect(errors.count == 1)
        #expect(errors.first?["message"].string?.contains("cannot be looked at") == true)
        #expect(try state(of: "sonoma") == nil)
        #expect(try site.onboard([campus, away]).exit == 0)
        #expect(try state(of: "sonoma") == "live")
    }

    @Test func `exports of starts_after and before ask nothing`() throws {
        try site.put(export, at: "humboldt")
        let later = campus.with(\.profile, ["starts_after: 2030-01-01"])
        #expect(try site.onboard([later], answering: []).exit == 0)
    }

    @Test func `exports that are booked as sent ask nothing and are not sent, others do ask`()
        throws
    {
        try site.onboard([campus.with(\.state, "trial")])
        let path = try site.put(export, at: "humboldt")
        #expect(try site.onboard([campus], answering: []).exit == 2)
        #expect(try site.command(["baseline", "humboldt", path, "--reason", "old"]).exit == 0)
        try site.put(ExportBuilder.fines("HUMBOLDTBURSAR", job: 2), at: "humboldt")
        let refused = try site.onboard([campus], answering: ["--json"])
        #expect(refused.exit == 2)
        #expect(refused.output.contains("and 1 export lies in its locations"))
        try site.remove("inbox/humboldt/\(ExportBuilder.fines("HUMBOLDTBURSAR", job: 2).fileName)")

        #expect(try site.onboard([campus], answering: []).exit == 0)
        #expect(try state(of: "humboldt") == "live")
        let run = try site.run().campus("humboldt")
        #expect(run["written"]["count"] == 0)
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `a pause by the file is no cut-over, and resuming asks nothing`() throws {
        try site.onboard([campus])
        try site.onboard([campus.with(\.state, "paused")])
        try site.put(export, at: "humboldt")
        #expect(try site.onboard([campus], answering: []).exit == 0)
        #expect(try state(of: "humboldt") == "live")
        #expect(try site.run().campus("humboldt")["written"]["count"] == 3)
    }

    @Test func `a campus that becomes live while it is paused is asked about then`() throws {
        try site.onboard([campus.with(\.state, "trial")])
        _ = try site.command(["campus", "pause", "humboldt", "--reason", "closed"])
        try site.put(export, at: "humboldt")
        #expect(try site.onboard([campus], answering: []).exit == 2)
        #expect(try site.onboard([campus]).exit == 0)
        #expect(try state(of: "humboldt") == "paused")
        _ = try site.command(["campus", "resume", "humboldt"])
        #expect(try state(of: "humboldt") == "live")
    }
}

import TestSupport
import Testing

/// `audit`: the trail as people and programs read it.
@Suite struct AuditCommandTests {
    private let site: HubSite

    init() throws {
        site = try HubSite()
        try site.onboard(CampusDeclaration.pair)
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        #expect(try site.run().exit == 0)
        _ = try site.command([
            "campus", "pause", "sonoma", "--reason", "closed \u{1B}[31m\u{202E}now",
        ])
    }

    @Test func `it tells who did what, when, to which and why`() throws {
        let rows = try site.command(["audit", "--json"]).json["audit"].items
        #expect(
            rows.map { "\($0["campus"].string ?? "-") \($0["act"].string ?? "")" } == [
                "- migrated", "humboldt campus_onboarded", "sonoma campus_onboarded",
                "humboldt output_published", "humboldt campus_run_finished", "- run_finished",
                "sonoma campus_paused",
            ]
        )
        let output = rows[3]
        #expect(output["subject"] == "humboldt-1")
        #expect(output["totals"]["count"] == 3)
        #expect(output["totals"]["charge_cents"] == 603)
        let sent = try site.command(["outputs", "humboldt", "--json"]).json["outputs"][0]
        #expect(output["sha256"] == sent["sha256"])
        #expect(rows[4]["totals"].counts == ["read": 3, "written": 3])
        #expect(rows[6]["who"].string?.isEmpty == false)
        #expect(try site.command(["verify"]).exit == 0)
    }

    @Test func `a campus sees its own and what concerns all, from a day on`() throws {
        let own = try site.command(["audit", "sonoma", "--json"]).json["audit"].items
        #expect(
            own.map { $0["act"].string ?? "" } == [
                "migrated", "campus_onboarded", "run_finished", "campus_paused",
            ]
        )
        let later = try site.command(["audit", "--since", "2099-01-01"])
        #expect(later.exit == 0)
        #expect(later.output.contains("Nothing in the audit trail"))
        #expect(try site.command(["audit", "--since", "2000-01-01"]).output.contains("7 rows"))
        #expect(try site.command(["audit", "--since", "tomorrow"]).exit == 64)
        #expect(try site.command(["audit", "nowhere"]).exit == 64)
    }

    @Test func `G11 the text moves no cursor and names no patron`() throws {
        let text = try site.command(["audit"])
        #expect(text.exit == 0)
        #expect(text.output.contains("campus paused"))
        #expect(text.output.contains("closed \\u{1b}[31m\\u{202e}now"))
        #expect(!text.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        for secret in ["90000000", "Sample, Sam"] { #expect(!text.output.contains(secret)) }
        #expect(try site.columns(holding: ["90000000"]).filter { $0.contains("audit") } == [])
    }
}

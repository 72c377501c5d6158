import TestSupport
import Testing

/// `check` of campuses that no run takes exports of, of exports without fees, of several profiles.
@Suite struct CheckSituationTests {
    private let site: HubSite
    private let campus = CampusDeclaration("humboldt")
    private let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws { site = try HubSite() }

    private func check(_ export: ExportBuilder, as name: String? = nil) throws -> JSON {
        let check = try site.check(
            "humboldt",
            "--sample",
            site.sample(export, as: name),
            "--all",
            "--json"
        )
        #expect(check.exit == 0)
        return try check.json
    }

    private func notes(of report: JSON) -> [String] { report["notes"].items.compactMap(\.string) }

    @Test(arguments: ["planned", "paused", "retired"])
    func `a campus that takes no part is shown, and the note says so`(_ state: String) throws {
        try site.onboard([campus.with(\.state, state)])
        let report = try check(export)
        #expect(report["outputs"][0]["name"].string == debitsName)
        #expect(notes(of: report).contains("the campus is \(state): no run takes its exports"))
    }

    @Test func `a campus that a person paused is told as paused, whatever its file says`() throws {
        try site.onboard([campus])
        #expect(notes(of: try check(export)) == [])
        try site.command(["campus", "pause", "humboldt", "--reason", "year's end"])
        #expect(
            notes(of: try check(export)) == ["the campus is paused: no run takes its exports"]
        )
        try site.command(["campus", "resume", "humboldt"])
        #expect(notes(of: try check(export)) == [])
    }

    @Test(arguments: ["none", "empty", "header"])
    func `an export without fees makes what a run makes`(_ empty: String) throws {
        let format = ArrangedFormat.yaml
            .replacing("group: user}", with: "group: user, exists: replace, empty: \(empty)}")
        try site.onboard(
            [campus.with(\.format, "billing")],
            formats: ["billing": format]
        )
        let none = ExportBuilder("HUMBOLDTBURSAR", job: 3, [])
        let report = try check(none)
        try site.put(none, at: "humboldt")
        #expect(try site.run().exit == 0)
        let files = try site.outbox(of: "humboldt")
        #expect(files.count == (empty == "none" ? 0 : 1))
        let shown = report["outputs"].items
        #expect(shown.map { $0["name"].string } == Array(files.keys))
        #expect(shown.map { $0["bytes"].integer } == files.values.map { Int64($0.utf8.count) })
    }

    @Test func `each of two profiles is shown with its own format`() throws {
        let profile =
            "{code: BRANCH, location: inbox/humboldt, schedule: daily 18:00, format: billing}"
        let two = campus.with(\.format, "humboldt-sf\n  - \(profile)")
        try site.onboard([two], formats: ["billing": ArrangedFormat.yaml])
        var branch = export
        branch.code = "BRANCH"
        #expect(try check(branch)["outputs"][0]["name"] == "charges-20261120.txt")
        #expect(try check(export)["outputs"][0]["name"].string == debitsName)
    }
}

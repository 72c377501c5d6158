import BursarModel
import Status
import TestSupport
import Testing

/// What people see before a campus changes, and afterwards of how it changed.
@Suite struct ChangesReportTests {
    private func registered(
        _ key: String,
        state: CampusState = .live,
        pause: CampusPause? = nil
    ) throws -> RegisteredCampus {
        RegisteredCampus(
            campus: try Arranged.key(key),
            name: "University of \(key)",
            timeZone: "America/Los_Angeles",
            state: state,
            pause: pause,
            revision: 4,
            layoutConfirmed: true,
            exports: [
                .init(
                    code: "\(key.uppercased())BURSAR",
                    location: "inbox/\(key)",
                    schedule: "daily 18:00",
                    format: "csu"
                )
            ],
            outbox: "outbox/\(key)"
        )
    }

    private func difference(
        _ name: String,
        _ old: [String],
        _ new: [String]
    ) throws -> FileDifference {
        try #require(
            FileDifference(
                name: name,
                from: old.joined(separator: "\n") + "\n",
                to: new.joined(separator: "\n") + "\n"
            )
        )
    }

    private let pause = CampusPause(
        since: Arranged.start.adding(seconds: -86_400),
        by: "registrar",
        reason: "SFS is closed for the year's end"
    )

    private func plans() throws -> [PlannedRevision] {
        let format = try difference(
            "campuses/formats/csu.yaml",
            ["format: csu", "fields:", "  - {name: A, width: 9}"],
            ["format: csu", "fields:", "  - {name: A, width: 11}"]
        )
        var held = HeldOutlook()
        held.freed = Arranged.tally(12, 34_500)
        held.leftOut = Arranged.tally(1, 0, 250)
        held.remaining = [.noItemType: Arranged.tally(2, 900), .changed: Arranged.tally(1, 100)]
        held.freedExports = 1
        held.freedExportFees = Arranged.tally(340, 523_000, 1200)
        held.remainingExports = [.notWellFormed: 2]
        held.obstacles = ["X-1-2.xml: the archived export is missing"]
        var pausedHeld = HeldOutlook()
        pausedHeld.freed = Arranged.tally(1, 4500)
        return [
            PlannedRevision(
                campus: try registered("sonoma", state: .paused, pause: pause),
                revisionInForce: 3,
                stateInForce: .paused,
                files: [format],
                held: pausedHeld,
                isBooked: false
            ),
            PlannedRevision(
                campus: try registered("fresno"),
                revisionInForce: nil,
                stateInForce: nil,
                files: [],
                held: HeldOutlook(),
                isBooked: true
            ),
            PlannedRevision(
                campus: try registered("humboldt"),
                revisionInForce: 3,
                stateInForce: .trial,
                files: [
                    try difference(
                        "campuses/humboldt.yaml",
                        ["campus: humboldt", "state: trial"],
                        ["campus: humboldt", "state: live", "name: \u{202E}evil"]
                    ), format,
                ],
                held: held,
                isBooked: true
            ),
        ]
    }

    @Test func `what changes is shown line by line, with what it does to held fees`() throws {
        try expectGolden(TextReport.changes(try plans(), style: .plain), "changes.txt")
    }

    @Test func `what changes is told to programs under each campus`() throws {
        let plan = try #require(try plans().last)
        let campus = OnboardedCampus(
            campus: plan.campus.campus,
            change: .changed,
            revision: 4,
            plan: plan
        )
        try expectGolden(JSONReport.diagnostics([], campuses: [campus]), "changes.json")
    }

    @Test func `a long difference is cut, with the number of lines that are not shown`() throws {
        var plan = try #require(try plans().last)
        plan.files = [
            try difference("long.yaml", [], (1...100).map { "line \($0)" })
        ]
        let text = lines(of: TextReport.changes([plan], style: .plain))
        #expect(text.contains("+line 38"))
        #expect(!text.contains("+line 41"))
        let shown = text.count { $0.hasPrefix("+line") }
        let rest = try #require(text.first { $0.hasPrefix("… and") })
        #expect(rest == "… and \(100 - shown) lines more of this file")
    }

    @Test func `a check says which campuses will be asked about before they are live`() throws {
        var plans = try plans()
        plans[1].becomesLive = true
        let told =
            "fresno would become live: `onboard` asks about exports that lie in its locations."
        #expect(TextReport.changes(plans, isCheck: true, style: .plain).hasSuffix("\n\n\(told)\n"))
        #expect(!TextReport.changes(plans, style: .plain).contains("would become live"))
    }

    @Test func `nothing is shown where nothing changes`() {
        #expect(TextReport.changes([], style: .plain) == "")
    }

    @Test func `the question before a campus becomes live tells what lies there and the ways on`()
        throws
    {
        var cutOver = CutOver(
            campus: try Arranged.key("humboldt"),
            file: "campuses/humboldt.yaml",
            profiles: [
                .init(code: try #require(ProfileCode("HUMBURSAR")), startsAfter: nil),
                .init(
                    code: try #require(ProfileCode("HUMLAW")),
                    startsAfter: CalendarDate(iso: "2026-11-01")
                ),
            ]
        )
        #expect(!cutOver.asks)
        cutOver.older = 2
        cutOver.waiting = try (1...24).map { day in
            .init(
                name: "HUMBURSAR-\(day)-\(day).xml",
                day: try #require(CalendarDate(iso: "2026-11-\(day < 10 ? "0" : "")\(day)"))
            )
        }
        #expect(cutOver.asks)
        try expectGolden(
            TextReport.cutOver(cutOver, style: .plain) + "\n" + cutOver.refusal.line + "\n\n"
                + cutOver.declined.line + "\n",
            "cut-over.txt"
        )
    }

    @Test func `the history tells who changed what and when, the newest first`() throws {
        let entries: [(CampusState, String, String?)] = [
            (.live, "resumed", nil),
            (
                .paused,
                "humboldt.yaml +1 −1, csu.yaml +12; trial → live, stays paused; layout confirmed",
                nil
            ),
            (.paused, "paused: SFS is closed", "SFS is closed"), (.trial, "onboarded", nil),
        ]
        let history = RevisionHistory(
            campus: try Arranged.key("humboldt"),
            name: "University of humboldt",
            timeZone: "America/Los_Angeles",
            revisions: entries.enumerated().map { index, entry in
                RevisionEntry(
                    revision: entries.count - index,
                    recordedAt: Arranged.start.adding(seconds: -40_000_000 / 4 * Int64(index)),
                    recordedBy: "registrar",
                    state: entry.0,
                    change: entry.1,
                    reason: entry.2,
                    sources: ["humboldt.yaml", "csu.yaml"]
                )
            }
        )
        let text = TextReport.history(history, style: .plain)
        try expectGolden(text, "history.txt")
        for line in lines(of: text) { #expect(line.count <= 100, "\(line)") }
        try expectGolden(try JSONReport.value(history), "history.json")
    }

    @Test func `one revision is shown against the one before`() throws {
        let files = try #require(try plans().last).files
        let text = TextReport.revision(
            4,
            of: try Arranged.key("humboldt"),
            files,
            change: "humboldt.yaml +2 −1",
            style: .plain
        )
        try expectGolden(text, "revision.txt")
        let none = TextReport.revision(
            5,
            of: try Arranged.key("humboldt"),
            [],
            change: "paused: closed",
            style: .plain
        )
        #expect(none == "humboldt, revision 5: paused: closed\n\nNo file changed.\n")
    }

    @Test func `a paused campus says since when, by whom and why wherever it is listed`() throws {
        let words =
            "Paused since Sat 21 Nov 2026, 18:10 by registrar: SFS is closed for the year's end"
        let campus = try registered("humboldt", state: .paused, pause: pause)
        #expect(TextReport.campuses([campus], style: .plain).contains(words))
        #expect(TextReport.campus(campus, style: .plain).contains(words))
        var status = try Arranged.status("humboldt", state: .paused, health: .paused)
        status.pause = pause
        let nearby = words.replacing(" 2026", with: "")
        for others in [[], [try Arranged.status("fresno")]] {
            let report = StatusReport(
                asOf: Arranged.start,
                isDemo: false,
                campuses: [status] + others
            )
            #expect(TextReport.status(report, style: .plain).contains(nearby))
        }
        let resting = try Arranged.campus(
            "humboldt",
            state: .paused,
            outcome: .paused,
            message: "paused since 2026-11-21 by registrar: SFS is closed"
        )
        let run = try Arranged.run([resting, try Arranged.campus("fresno")])
        #expect(TextReport.summary(run, style: .plain).contains(resting.message))
    }
}

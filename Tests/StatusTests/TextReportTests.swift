import BursarModel
import Status
import TestSupport
import Testing

@Suite struct TextReportTests {
    @Test func `the status of a consortium is as the golden has it`() throws {
        try expectGolden(
            TextReport.status(try Arranged.consortiumStatus(), style: .plain),
            "status.txt"
        )
    }

    @Test func `the status of one campus tells all that its staff ask for`() throws {
        let campus = try Arranged.fullStatus()
        let report = StatusReport(asOf: Arranged.now, isDemo: false, campuses: [campus])
        try expectGolden(TextReport.status(report, style: .plain), "status-san-marcos.txt")
    }

    @Test func `held fees are listed by campus and reason, each with its remedy`() throws {
        let text = TextReport.held(
            try Arranged.heldItems(),
            labels: try Arranged.labels(),
            style: .plain
        )
        try expectGolden(text, "held.txt")
    }

    @Test func `one held fee is shown in full`() throws {
        let item = try #require(try Arranged.heldItems().first)
        let text = TextReport.heldDetail(
            HeldDetail(item: item, state: .open),
            labels: try Arranged.labels(),
            style: .plain
        )
        try expectGolden(text, "held-item.txt")
    }

    @Test func `outputs are listed with count, total, place and times`() throws {
        let outputs = try Arranged.consortium().campuses.flatMap(\.outputs)
        let text = TextReport.outputs(
            Array(outputs.prefix(6)),
            labels: try Arranged.labels(),
            style: .plain
        )
        try expectGolden(text, "outputs.txt")
    }

    @Test func `the registry is one line per campus`() throws {
        try expectGolden(
            TextReport.campuses(try Arranged.registered(), style: .plain),
            "campuses.txt"
        )
    }

    @Test func `onboarding tells what is wrong and what became of each campus`() throws {
        var unknown = Diagnostic(
            .error,
            "unknown key `bussiness_unit`",
            at: Place(line: 31, column: 5),
            hint: "did you mean `business_unit`?",
            file: "campuses/humboldt.yaml"
        )
        unknown.sourceLine = "    bussiness_unit: HMCMP"
        unknown.endColumn = 19
        let findings = [
            unknown,
            Diagnostic(.warning, "the terms end soon", file: "campuses/fresno.yaml"),
        ]
        let campuses = [
            OnboardedCampus(campus: try Arranged.key("humboldt"), change: .invalid, revision: 2),
            OnboardedCampus(campus: try Arranged.key("fresno"), change: .changed, revision: 4),
            OnboardedCampus(campus: try Arranged.key("chico"), change: .unchanged, revision: 1),
            OnboardedCampus(campus: try Arranged.key("sonoma"), change: .invalid, revision: nil),
        ]
        let text = TextReport.onboarding(findings, campuses: campuses, isCheck: false)
        try expectGolden(text, "onboarding.txt")
        let check = TextReport.onboarding(
            [],
            campuses: Array(campuses[1...2]),
            isCheck: true
        )
        try expectGolden(check, "onboarding-check.txt")
    }

    @Test func `one campus of the registry is shown with its profiles and places`() throws {
        let campus = try #require(try Arranged.registered().first)
        try expectGolden(TextReport.campus(campus, style: .plain), "campus.txt")
    }
}

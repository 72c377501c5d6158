import BursarModel
import Foundation
import Status
import TestSupport
import Testing

/// What Prometheus reads, judged by its own tools.
@Suite struct MetricsTests {
    @Test func `the metrics are as the golden has them, and promtool finds no fault`() throws {
        let text = try MetricsTests.text()
        try expectGolden(text, "metrics.txt")
        #expect(try Monitoring.complaints(about: text) == "")
    }

    @Test func `of a consortium too promtool finds no fault`() throws {
        let report = try Arranged.consortiumStatus()
        let text = MetricsText.text(report, runs: [], build: .init(version: "1.0"))
        #expect(try Monitoring.complaints(about: text) == "")
        #expect(text.contains("bursarhub_campus_health{campus=\"fresno\",health=\"overdue\"} 1\n"))
        #expect(text.contains("bursarhub_campus_health{campus=\"fresno\",health=\"ok\"} 0\n"))
    }

    @Test func `promtool finds the faults that there are`() throws {
        #expect(try Monitoring.complaints(about: "bursarhub_x_total 1\n") != "")
    }

    @Test func `a name with quotes, backslashes and line feeds stays in its label`() throws {
        var campus = try Arranged.status("humboldt")
        campus.name = "The \"north\"\\\nbursarhub_database_up 7"
        let report = StatusReport(asOf: Arranged.now, isDemo: true, campuses: [campus])
        let text = MetricsText.text(report, build: .init(version: "1.0"))
        #expect(text.contains(#"name="The \"north\"\\\nbursarhub_database_up 7",time_zone"#))
        #expect(try Monitoring.complaints(about: text) == "")
    }

    @Test func `while a run is at work the last that ended is still told`() throws {
        let report = StatusReport(asOf: Arranged.now, isDemo: false, campuses: [])
        let text = MetricsText.text(
            report,
            runs: try Arranged.runEntries(finished: false),
            build: .init(version: "1.0")
        )
        #expect(text.contains("bursarhub_last_run_outcome{outcome=\"unfinished\"} 1\n"))
        #expect(text.contains("bursarhub_last_run_start_timestamp_seconds 1795399802\n"))
        #expect(text.contains("bursarhub_last_run_end_timestamp_seconds 1795313463\n"))
        #expect(text.contains("bursarhub_last_run_duration_seconds 61\n"))
    }

    @Test func `a database that is away is told, and no figure of it`() throws {
        let text = MetricsText.text(databaseAwayAt: Arranged.now, build: .init(version: "1.0"))
        #expect(text.contains("bursarhub_database_up 0\n"))
        #expect(!text.contains("campus"))
        #expect(try Monitoring.complaints(about: text) == "")
    }

    @Test func `terms end at the campus's own midnight, also where the clocks change`() throws {
        for (year, month, day, utc) in [
            (2026, 12, 11, "2026-12-12T08:00:00Z"), (2026, 10, 31, "2026-11-01T07:00:00Z"),
            (2026, 11, 1, "2026-11-02T08:00:00Z"), (2026, 3, 8, "2026-03-09T07:00:00Z"),
        ] {
            var campus = try Arranged.status("humboldt")
            campus.termsEnd = CalendarDate(year: year, month: month, day: day)
            let report = StatusReport(asOf: Arranged.now, isDemo: false, campuses: [campus])
            let text = MetricsText.text(report, build: .init(version: "1.0"))
            let end = try Date(utc, strategy: .iso8601).timeIntervalSince1970
            let name = "bursarhub_campus_terms_end_timestamp_seconds"
            #expect(text.contains("\(name){campus=\"humboldt\"} \(Int64(end))\n"), "\(utc)")
        }
    }

    static func text() throws -> String {
        let campus = try Arranged.fullStatus()
        return MetricsText.text(
            StatusReport(asOf: Arranged.now, isDemo: false, campuses: [campus]),
            runs: try Arranged.runEntries(),
            leases: [.init(campus: campus.campus, takenAt: Arranged.now.adding(seconds: -90))],
            build: .init(version: "1.0")
        )
    }
}

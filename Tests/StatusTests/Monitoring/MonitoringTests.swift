import Foundation
import Posix
import TestSupport
import Testing

/// `ops/monitoring`, tried with Prometheus itself.
@Suite struct MonitoringTests {
    @Test func `each alert fires when it must, and not before`() throws {
        let outcome = try ChildProcess(
            "/bin/sh",
            ["-c", "cd \"$0\" && promtool test rules bursarhub.rules.test.yml", Monitoring.folder]
        ).run(deadline: .seconds(60))
        #expect(outcome.status == .exited(0), "\(outcome.outputText)\(outcome.errorText)")
    }

    @Test func `every alert has a test, and asks for metrics that there are`() throws {
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "\(Monitoring.folder)/\(name)", encoding: .utf8)
        }
        let (rules, tests) = (
            try text("bursarhub.rules.yml"), try text("bursarhub.rules.test.yml")
        )
        let alerts = rules.matches(of: /alert: (\w+)/).map { String($0.1) }
        #expect(alerts.count > 10)
        #expect(alerts.allSatisfy { tests.contains("alertname=\"\($0)\"") })
        let metrics = try MetricsTests.text()
        for name in Set(rules.matches(of: /\bbursarhub_\w+/).map { String($0.0) }) {
            #expect(metrics.contains("# TYPE \(name) gauge\n"), "\(name)")
        }
    }

    @Test func `Prometheus scrapes the metrics with a token, as the example has it`() throws {
        let scratch = try ScratchFolder()
        let file = URL(filePath: scratch.path).appending(path: "metrics.txt")
        try Data(try MetricsTests.text().utf8).write(to: file)
        let outcome = try ChildProcess(
            "/usr/bin/env",
            [
                "python3", Monitoring.script, Monitoring.folder, scratch.path,
                "bursarhub_campus_fees{campus=\"san-marcos\",period=\"day\",bucket=\"written\"}",
                "bursarhub_profile_overdue{profile=\"SMLAW\"}",
            ]
        ).run(deadline: .seconds(60))
        #expect(outcome.status == .exited(0), "\(outcome.errorText)")
        #expect(outcome.outputText == "62\n1\n")
    }
}

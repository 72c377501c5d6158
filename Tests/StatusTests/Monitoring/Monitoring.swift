import Foundation
import Posix
import TestSupport

/// Prometheus' own programs, as a person would call them.
enum Monitoring {
    /// Where the rules and the example of a configuration lie.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "ops/monitoring").path(percentEncoded: false)

    static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "scrape.py").path(percentEncoded: false)

    /// What `promtool check metrics` says; nothing where it is content.
    static func complaints(about text: String) throws -> String {
        let outcome = try ChildProcess(
            "/bin/sh",
            ["-c", "promtool check metrics"],
            standardInput: Array(text.utf8)
        ).run(deadline: .seconds(60))
        let words = outcome.outputText + outcome.errorText
        return outcome.status == .exited(0) || !words.isEmpty ? words : "\(outcome.status)"
    }
}

import Foundation
import Posix
import TestSupport

/// The command on a real terminal, with what a person does there.
struct TerminalSession {
    enum Step {
        case see(String)
        case unsee(String)
        case type(String)
        case size(rows: Int, columns: Int)
        case signal(Int32)
        case perform([String])

        fileprivate var json: [Any] {
            switch self {
            case .see(let text): ["see", text]
            case .unsee(let text): ["unsee", text]
            case .type(let keys): ["type", keys]
            case .size(let rows, let columns): ["size", rows, columns]
            case .signal(let number): ["signal", Int(number)]
            case .perform(let command): ["do"] + command
            }
        }
    }

    /// Nothing came about that a step waited for.
    struct Failed: Error {
        var words: String
    }

    var exit: Double?
    /// All that was written, with what moves the cursor.
    var written: String
    /// Whether keys are shown and taken as before.
    var isRestored: Bool

    init(_ arguments: [String], rows: Int = 40, columns: Int = 100, _ steps: [Step]) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "terminal.py").path(percentEncoded: false)
        let json = try JSONSerialization.data(withJSONObject: steps.map(\.json))
        let outcome = try ChildProcess(
            "/usr/bin/env",
            [
                "python3", script, "\(rows)", "\(columns)", String(decoding: json, as: UTF8.self),
                HubProcess.path,
            ] + arguments,
            outputLimit: 1 << 24
        ).run(deadline: .seconds(100))
        guard outcome.status == .exited(0) else { throw Failed(words: outcome.errorText) }
        let any = try JSONSerialization.jsonObject(with: Data(outcome.outputText.utf8))
        let told = any as? [String: Any] ?? [:]
        exit = told["exit"] as? Double
        written = told["written"] as? String ?? ""
        isRestored = told["restored"] as? Bool ?? false
    }
}

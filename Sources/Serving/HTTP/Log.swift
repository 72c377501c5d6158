import HTTPTypes
import Posix

/// What the server says of its work: routes by their patterns, never a query, never a person.
struct Log: Sendable {
    let say: @Sendable (String) -> Void
    /// Every answer, and not only what went wrong.
    let saysAll: Bool

    func note(
        _ method: HTTPRequest.Method,
        _ pattern: String,
        _ answer: Answer,
        since start: Duration
    ) {
        guard saysAll || answer.status.code >= 500 || answer.cause != nil else { return }
        let milliseconds = (MonotonicClock.now - start) / .milliseconds(1)
        // A method is a word of the sender's.
        let word = ["GET", "HEAD", "POST"].contains(method.rawValue) ? method.rawValue : "OTHER"
        let cause = answer.cause.map { ": \(Self.line($0))" } ?? ""
        say("\(word) \(pattern) \(answer.status.code) \(Int(milliseconds)) ms\(cause)")
    }

    /// A statement's text has lines; an entry of the log is one.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

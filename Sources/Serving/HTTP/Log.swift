import HTTPTypes
import Posix
import Synchronization

/// What the server says of its work: routes by their patterns, never a query, never a person.
final class Log: Sendable {
    private let say: @Sendable (String) -> Void
    /// Every answer, and not only what went wrong.
    private let saysAll: Bool
    private let outage = Mutex(Outage())

    init(say: @escaping @Sendable (String) -> Void, saysAll: Bool) {
        self.say = say
        self.saysAll = saysAll
    }

    /// `databaseAnswered` is the moment at which the database did so last.
    func note(
        _ method: HTTPRequest.Method,
        _ pattern: String,
        _ answer: Answer,
        since start: Duration,
        databaseAnswered: Duration
    ) {
        let now = MonotonicClock.now
        let word: Outage.Word
        if answer.status == .serviceUnavailable {
            word = outage.withLock { $0.met(at: now) }
        } else {
            word = .nothing
            if let end = outage.withLock({ $0.answered(at: databaseAnswered) }) { tell(end) }
        }
        if saysAll || isWorthALine(answer, word) { line(method, pattern, answer, now - start) }
        if case .goesOn(let requests) = word {
            let cause = answer.cause.map { ": \(Self.line($0))" } ?? ""
            say("503 for \(requests) more \(requests == 1 ? "request" : "requests")\(cause)")
        }
    }

    private func isWorthALine(_ answer: Answer, _ word: Outage.Word) -> Bool {
        answer.status == .serviceUnavailable
            ? word == .begins : answer.status.code >= 500 || answer.cause != nil
    }

    private func line(
        _ method: HTTPRequest.Method,
        _ pattern: String,
        _ answer: Answer,
        _ time: Duration
    ) {
        // A method is a word of the sender's.
        let word = ["GET", "HEAD", "POST"].contains(method.rawValue) ? method.rawValue : "OTHER"
        let cause = answer.cause.map { ": \(Self.line($0))" } ?? ""
        say("\(word) \(pattern) \(answer.status.code) \(Int(time / .milliseconds(1))) ms\(cause)")
    }

    private func tell(_ end: Outage.End) {
        let requests = "\(end.requests) \(end.requests == 1 ? "request" : "requests")"
        let seconds = Int(end.lasted / .seconds(1))
        say("the database answers again; in \(seconds) s \(requests) got 503")
    }

    /// A statement's text has lines; an entry of the log is one.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

public import BursarModel
import Failpoints
import Ledger
import Posix

/// What became of what waited.
public struct HandOverReport: Sendable {
    public var sent = 0
    /// Tried in vain; tried again later unless they are given up.
    public var failed = 0
    public var givenUp = 0
    /// Not tried for want of time, or because the way was closed twice in a row.
    public var untried = 0
    /// Why the last one failed.
    public var lastError: Message?

    public init() {}
}

extension Hub {
    private static let firstPause: Int64 = 5 * 60
    private static let longestPause: Int64 = 6 * 3600
    private static let patienceWithNotice: Int64 = 3 * 86_400
    /// A mail server that does not answer must not use up the time of the webhook.
    private static let longestTry = Duration.seconds(8)
    /// Longer than any try, so that nobody else tries meanwhile.
    private static let longestUnderWay: Int64 = 60

    /// Hands over what waits and is due, as far as the time allows.
    ///
    /// Any number of runs, status servers and people may do so at the same time: each note is taken
    /// by one of them. A hub that is killed between handing over and recording sends the note once
    /// more, with the same Message-ID.
    public func handOverNotices(
        within patience: Duration,
        deliver: (QueuedNotice, Duration) -> HandOver
    ) throws -> HandOverReport {
        try handOverNotices(within: patience, evenIfNotDue: false, deliver: deliver)
    }

    private func handOverNotices(
        within patience: Duration,
        evenIfNotDue: Bool,
        deliver: (QueuedNotice, Duration) -> HandOver
    ) throws -> HandOverReport {
        let end = MonotonicClock.now + patience
        let ledger = Ledger(try connect("notices", within: .seconds(5)))
        var report = HandOverReport()
        var closed: [Notice.Channel: Int] = [:]
        for waiting in try ledger.waitingNotices(at: clock.now, evenIfNotDue: evenIfNotDue) {
            let channel = waiting.notice.channel
            let left = end - MonotonicClock.now
            guard left > .seconds(1), !EndRequest.isMade, closed[channel, default: 0] < 2 else {
                report.untried += 1
                continue
            }
            guard let notice = try take(waiting, ledger) else { continue }
            let outcome = deliver(notice, min(left, Hub.longestTry))
            // Where the process was asked to end meanwhile, this is still to be recorded.
            EndRequest.beginLastWords()
            switch outcome {
            case .done:
                try Failpoint.reached("notices.handed_over")
                try ledger.noteSent(notice, at: clock.now)
                report.sent += 1
                closed[channel] = 0
            case .refused(let words):
                try note(notice, failedBecause: words, in: &report, ledger)
                closed[channel] = 0
            case .failed(let words):
                try note(notice, failedBecause: words, in: &report, ledger)
                closed[channel, default: 0] += 1
            }
        }
        return report
    }

    /// The same for all that waits, due or not, because a person asked; the audit trail has who did.
    public func handOverAllNotices(
        within patience: Duration,
        by person: String,
        deliver: (QueuedNotice, Duration) -> HandOver
    ) throws -> HandOverReport {
        let report = try handOverNotices(within: patience, evenIfNotDue: true, deliver: deliver)
        guard report.sent + report.failed + report.givenUp > 0 else { return report }
        try Ledger(try connect("notices", within: .seconds(5))).audit(
            AuditEntry(
                .noticesSent,
                at: nil,
                by: person,
                facts: [
                    AuditFact("handed_over", report.sent), AuditFact("failed", report.failed),
                    AuditFact("given_up", report.givenUp),
                ]
            )
        )
        return report
    }

    private func take(_ notice: QueuedNotice, _ ledger: Ledger) throws -> QueuedNotice? {
        let now = clock.now
        return try ledger.take(
            notice,
            at: now,
            until: now.adding(seconds: Hub.longestUnderWay),
            next: now.adding(seconds: Hub.pause(after: notice.tries))
        )
    }

    private func note(
        _ notice: QueuedNotice,
        failedBecause words: Message,
        in report: inout HandOverReport,
        _ ledger: Ledger
    ) throws {
        let now = clock.now
        let isOver = notice.madeAt.adding(seconds: Hub.patienceWithNotice) <= now
        try ledger.noteFailed(notice, because: words, givingUpAt: isOver ? now : nil)
        report.lastError = words
        if isOver { report.givenUp += 1 } else { report.failed += 1 }
    }

    /// Five minutes after the first try, twice as long after each further one, at most six hours.
    static func pause(after tries: Int) -> Int64 {
        min(longestPause, firstPause << Int64(min(max(tries, 0), 10)))
    }
}

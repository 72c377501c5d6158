public import BursarModel
import Failpoints
import Ledger
import Posix

/// What became of one try to hand over a note.
public enum HandOver: Sendable {
    case done
    case failed(Message)
}

/// What became of what waited.
public struct HandOverReport: Sendable {
    public var sent = 0
    /// Tried in vain; tried again later unless they are given up.
    public var failed = 0
    public var givenUp = 0
    /// Not tried for want of time, or because two in a row had failed.
    public var untried = 0
    /// Why the last one failed.
    public var lastError: Message?
    /// Somebody else hands over at this moment.
    public var isElsewhere = false

    public init() {}
}

extension Hub {
    private static let firstPause: Int64 = 5 * 60
    private static let longestPause: Int64 = 6 * 3600
    private static let patienceWithNotice: Int64 = 3 * 86_400
    /// A mail server that does not answer must not use up the time of the webhook.
    private static let longestTry = Duration.seconds(8)

    /// Hands over what waits and is due, as far as the time allows.
    ///
    /// A try is counted before it is made. A hub that is killed between handing over and recording
    /// sends the note once more, with the same Message-ID.
    public func handOverNotices(
        within patience: Duration,
        evenIfNotDue: Bool = false,
        deliver: (QueuedNotice, Duration) -> HandOver
    ) throws -> HandOverReport {
        let end = MonotonicClock.now + patience
        let ledger = Ledger(try connect("notices", within: .seconds(5)))
        var report = HandOverReport()
        guard try ledger.mayHandOver() else {
            report.isElsewhere = true
            return report
        }
        var failuresInARow: [Notice.Channel: Int] = [:]
        for notice in try ledger.waitingNotices(at: clock.now, evenIfNotDue: evenIfNotDue) {
            let left = end - MonotonicClock.now
            guard left > .seconds(1), !EndRequest.isMade,
                failuresInARow[notice.notice.channel, default: 0] < 2
            else {
                report.untried += 1
                continue
            }
            let now = clock.now
            let pause = Hub.pause(after: notice.tries)
            guard try ledger.begin(notice, nextTryAt: now.adding(seconds: pause)) else { continue }
            switch deliver(notice, min(left, Hub.longestTry)) {
            case .done:
                try Failpoint.reached("notices.handed_over")
                try ledger.noteSent(notice, at: clock.now)
                report.sent += 1
                failuresInARow[notice.notice.channel] = 0
            case .failed(let words):
                let isOver = notice.madeAt.adding(seconds: Hub.patienceWithNotice) <= now
                try ledger.noteFailed(notice, because: words, givingUpAt: isOver ? now : nil)
                report.lastError = words
                if isOver { report.givenUp += 1 } else { report.failed += 1 }
                failuresInARow[notice.notice.channel, default: 0] += 1
            }
        }
        return report
    }

    /// Five minutes after the first try, twice as long after each further one, at most six hours.
    static func pause(after tries: Int) -> Int64 {
        min(longestPause, firstPause << Int64(min(max(tries, 0), 10)))
    }
}

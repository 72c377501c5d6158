import BursarModel
import Failpoints
import Hub
import Notices
import Posix

/// What a run does last: it tells people, and is not kept from its end by whatever comes of that.
struct NoticesTelling {
    /// All of it: slow mail delays the end of a run by this at most.
    ///
    /// A mail server that is away is given up after two tries.
    static let patience = Duration.seconds(60)

    let option: NoticesOption
    let home: Home
    let hub: Hub
    let console: Console

    /// Queues what is to be told and hands over what waits; a failure is one line.
    func tell(_ summary: RunSummary, ofAllCampuses isWhole: Bool) {
        do {
            guard let (settings, courier) = try option.settings(in: home) else { return }
            try Failpoint.reached("notices.before")
            let composer = Composer(settings)
            try hub.queueNotices(
                about: summary,
                ofAllCampuses: isWhole,
                settings.rules,
                compose: composer.notices
            )
            let report = try hub.handOverNotices(
                within: NoticesTelling.patience,
                deliver: courier.deliver(by: hub)
            )
            if let line = NoticesTelling.trouble(report) { console.message("warning: \(line)") }
        } catch {
            let failure = CommandFailure(error)
            console.message("warning: nobody was told: \(failure.message)")
        }
    }

    /// One line of what could not be handed over; nil where all was.
    static func trouble(_ report: HandOverReport) -> String? {
        let open = report.failed + report.untried
        guard open + report.givenUp > 0 else { return nil }
        let waiting = open > 0 ? ["\(open) waiting (`bursarhub notices list`)"] : []
        let lost = report.givenUp > 0 ? ["\(report.givenUp) given up after three days"] : []
        let reason = report.lastError.map { ": \($0.text)" } ?? ""
        return "notes not handed over: \((waiting + lost).joined(separator: ", "))\(reason)"
    }
}

extension Courier {
    /// As a hub hands notes over: signed at its time.
    func deliver(by hub: Hub) -> (QueuedNotice, Duration) -> HandOver {
        { notice, deadline in handOver(notice, within: deadline, at: hub.now) }
    }
}

import BursarModel
import Ledger
import Posix

/// A campus's part in a run with what the ledger keeps of it beside.
struct CampusReport: Sendable {
    var summary: CampusSummary
    var revision: Int
    /// The business day; nil where the campus was not claimed: the day at the campus then.
    var runDate: CalendarDate?
    var startedAt: Timestamp
    var finishedAt: Timestamp
    var hasFailedAssertion = false
    var hasLostDatabase = false
    /// A place of the campus is another hub's.
    var isForeign = false
    /// Its lease was not given back by the session that took it.
    var hasGivenUpSession = false

    init(
        summary: CampusSummary,
        revision: Int,
        runDate: CalendarDate?,
        startedAt: Timestamp,
        finishedAt: Timestamp
    ) {
        self.summary = summary
        self.revision = revision
        self.runDate = runDate
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }

    /// A campus that nobody had to be claimed for: nothing came, or it takes no part now.
    init(quiet work: CampusWork, held: [HeldCount], runDate: CalendarDate?, at now: Timestamp) {
        self.init(
            summary: CampusSummary(work, outcome: .nothing),
            revision: work.campus.revision,
            runDate: runDate,
            startedAt: now,
            finishedAt: now
        )
        summary.exports = work.sites.flatMap { CampusWork.leftovers(of: $0.listing) }
        summary.heldByReason = work.isTrial ? [] : held
        if let obstacle = work.obstacle {
            isForeign = obstacle.isForeign
            hasLostDatabase = obstacle.isOfTheDatabase
            summary.outcome = obstacle.outcome
            summary.message = obstacle.message.text
            summary.remedy = obstacle.remedy.text
        } else if let rest = work.rest {
            summary.outcome = rest
        } else if work.isTrial {
            summary.outcome = .trial
        } else if work.campus.openHeld > 0 || !summary.exports.isEmpty {
            summary.outcome = .attention
            summary.message =
                work.campus.openHeld > 0
                ? "\(work.campus.openHeld) held from earlier runs"
                : "a file in the location needs a look"
            summary.remedy = held.first?.reason.remedy.text
        }
    }

    /// A campus that a worker did not come to, or not to the end of, when the run was to end.
    init(cutOff work: CampusWork, isBegun: Bool, cause: EndRequested, at now: Timestamp) {
        self.init(
            summary: CampusSummary(work, outcome: .failed),
            revision: work.campus.revision,
            runDate: nil,
            startedAt: now,
            finishedAt: now
        )
        let trouble = Trouble(cause, isBegun: isBegun)
        summary.message = trouble.message.text
        summary.remedy = trouble.remedy.text
    }

    /// Ends the campus with an error; the others go on.
    mutating func fail(with error: any Error, _ work: CampusWork) {
        let cutShort = error as? CutShort
        let trouble = cutShort?.trouble ?? Trouble(error, at: work.campus.campus)
        summary = cutShort?.summary ?? CampusSummary(work, outcome: trouble.outcome)
        summary.message = trouble.message.text
        summary.remedy = trouble.remedy.text
        isForeign = trouble.isForeign
        hasFailedAssertion = trouble.isFailedAssertion
        hasLostDatabase = trouble.isOfTheDatabase
    }
}

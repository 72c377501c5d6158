import BursarModel

/// A campus's part in a run, as the ledger keeps it.
struct CampusRunRecord {
    var campus: CampusKey
    var run: String
    var revision: Int
    /// The business day at the campus.
    var runDate: CalendarDate
    var outcome: CampusOutcome
    var message: String
    var remedy: String?
    var startedAt: Timestamp
    var finishedAt: Timestamp
    var books: Books
    var released: Tally
}

extension CampusRunRecord {
    /// What is to be read of a run that is killed after T1: no later run tells of its fees again.
    init(interrupted settlement: Settlement, under claim: Claim, at now: Timestamp) throws {
        self.init(
            campus: claim.campus,
            run: claim.run,
            revision: claim.revision,
            runDate: claim.local.date,
            outcome: .failed,
            message: "the run was interrupted after its fees were booked",
            remedy: "the next run delivers what this one had planned",
            startedAt: now,
            finishedAt: now,
            books: try settlement.books(),
            released: settlement.released
        )
    }
}

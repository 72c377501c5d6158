import BursarModel
import PostgreSQL

/// A campus's part in a run, as its row in the ledger keeps it.
struct CampusRunRow {
    var campus: CampusKey
    var run: String
    var revision: Int
    /// The business day; nil: the day on which the run began, in the zone.
    var runDate: CalendarDate?
    var timeZone: String
    var outcome: CampusOutcome
    var message: String
    var remedy: String?
    var startedAt: Timestamp
    var finishedAt: Timestamp
    var books: Books
    var released: Tally
    var retries: Int
}

extension CampusRunRow {
    /// As `Ledger.put` takes it.
    var values: PostgresStatement {
        """
        (\(campus.text), \(revision), \(orNull: runDate?.postgres), \(timeZone),
            \(outcome.rawValue), \(message), \(orNull: remedy), \(startedAt.postgres),
            \(finishedAt.postgres), \(books: books), \(tally: released), \(retries))
        """
    }

    init(_ part: CampusRunRecord, run: String) {
        self.init(
            campus: part.summary.campus,
            run: run,
            revision: part.revision,
            runDate: part.runDate,
            timeZone: part.summary.timeZone,
            outcome: part.summary.outcome,
            message: part.summary.message,
            remedy: part.summary.remedy,
            startedAt: part.startedAt,
            finishedAt: part.finishedAt,
            books: part.summary.books,
            released: part.summary.released,
            retries: part.summary.retries
        )
    }

    /// What is to be read of a run that is killed after T1: no later run tells of its fees again.
    init(interrupted settlement: Settlement, under claim: Claim, at now: Timestamp) throws {
        self.init(
            campus: claim.campus,
            run: claim.run,
            revision: claim.revision,
            runDate: claim.local.date,
            timeZone: "UTC",
            outcome: .failed,
            message: "the run was interrupted after its fees were booked",
            remedy: "the next run delivers what this one had planned",
            startedAt: now,
            finishedAt: now,
            books: try settlement.books(),
            released: settlement.released,
            retries: 0
        )
    }
}

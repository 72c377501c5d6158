import BursarModel
import Ledger

/// What ended a campus's part in a run after its fees were booked, with the books.
///
/// No later run tells of these fees again: a report without them would leave them out for good.
struct CutShort: Error {
    var trouble: Trouble
    var summary: CampusSummary

    init(by error: any Error, _ tale: CampusTale) {
        trouble = Trouble(error, at: tale.work.campus.campus)
        summary = tale.summary(cutShortBy: trouble)
    }
}

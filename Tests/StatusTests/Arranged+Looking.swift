import BursarModel
import Status
import TestSupport
import Testing

/// Statuses with all that the pages, the metrics and the terminal tell of a campus.
extension Arranged {
    /// One campus with something of everything.
    static func fullStatus() throws -> CampusStatus {
        let key = "san-marcos"
        var campus = try status(
            key,
            health: .attention,
            open: .init(heldFees: 3, heldExports: 1, inDoubtOutputs: 1, waitingOutputs: 1),
            outputs: [
                try output(key, 31, "libfines-1122.dat", records: 141, charges: 306_576),
                try output(key, 30, "libfines-1121.dat", state: .inDoubt, records: 9, charges: 900),
            ]
        )
        campus.revision = 4
        campus.loadSettings = settings
        campus.termsEnd = CalendarDate(year: 2026, month: 12, day: 11)
        campus.profiles = [
            ProfileStatus(
                code: "SMBURSAR",
                schedule: "daily 18:00",
                location: "inbox/san-marcos",
                format: "san-marcos-sf",
                firstExportAt: start.adding(seconds: -86_400 * 200),
                lastExportAt: start.adding(seconds: -360),
                nextExpectedAt: start.adding(seconds: 86_400 - 602)
            ),
            ProfileStatus(
                code: "SMLAW",
                schedule: "sunday 18:00",
                location: "sftp://bursar@files.campus.example:22/exports/law",
                format: "san-marcos-sf",
                firstExportAt: start.adding(seconds: -86_400 * 90),
                lastExportAt: start.adding(seconds: -86_400 * 14),
                nextExpectedAt: start.adding(seconds: 86_400 * 7 - 602),
                overdueSince: start.adding(seconds: -86_400 * 7 - 602)
            ),
            ProfileStatus(
                code: "SMCARDS",
                schedule: "unscheduled",
                location: "inbox/san-marcos",
                format: "san-marcos-cards"
            ),
        ]
        campus.days = try days()
        campus.expectations = [
            Expectation(
                campus: try Arranged.key(key),
                exportNumber: "23456789010001234",
                expectedUsers: 42,
                expectedFees: 63,
                users: 42,
                fees: 62,
                verdict: .differs,
                statedBy: "library",
                statedAt: start
            )
        ]
        let since = start.adding(seconds: -200_000)
        campus.heldByReason = [
            HeldCount(
                reason: .noItemType,
                feeType: "LOCKERKEY",
                tally: tally(2, 3000),
                since: since
            ),
            HeldCount(reason: .badDate, feeType: nil, tally: tally(1, 0, 325), since: start),
            HeldCount(
                reason: .notWellFormed,
                feeType: nil,
                tally: tally(1, 0),
                since: since.adding(seconds: 7200)
            ),
        ]
        return campus
    }

    /// Thirty days that end on the day of `start`, with a quiet one, a missed one and a held one.
    private static func days() throws -> [DayFigures] {
        let today = try #require(CalendarDate(year: 2026, month: 11, day: 22))
        return try (0..<30).map { index in
            var day = DayFigures(day: try #require(today.adding(days: index - 29)), wasDue: true)
            switch index {
            case 4: break
            case 11: day.heldExports = 1
            case 5, 12, 19, 26: day.wasDue = false
            default:
                let count = Int64(14 + (index * 37) % 160)
                day.exports = 1
                day.read = tally(count, count * 2331)
                day.written = day.read
            }
            return day
        }
    }

    static func runEntries(finished: Bool = true) throws -> [RunEntry] {
        let books = try books(written: tally(412, 913_044, 4250))
        return [
            RunEntry(
                run: "20261122-181002-0001",
                mode: .live,
                startedAt: start,
                finishedAt: finished ? start.adding(seconds: 48) : nil,
                campuses: 21,
                troubled: 2,
                totals: books
            ),
            RunEntry(
                run: "20261121-181001-0001",
                mode: .live,
                startedAt: start.adding(seconds: -86_400),
                finishedAt: start.adding(seconds: -86_400 + 61),
                campuses: 21,
                troubled: 0,
                totals: books
            ),
        ]
    }
}

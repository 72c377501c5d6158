import BursarModel
import Ledger
import Registry

/// When a campus's exports are due, by the schedule of each of its Alma profiles.
struct ScheduleWatch {
    /// In the order of the campus file.
    let profiles: [ProfileStatus]
    /// The last thirty days, the oldest first.
    let days: [DayFigures]
    /// What is overdue, in words: one sentence for each profile.
    let overdue: [Message]

    /// The next time that any profile is due; nil where none has a schedule.
    var nextExpected: Timestamp? { profiles.compactMap(\.nextExpectedAt).min() }
    var isOverdue: Bool { !overdue.isEmpty }

    init(_ standing: CampusStanding, _ times: DueTimes, at now: Timestamp, isDemo: Bool) {
        let campus = standing.campus
        let takesPart = campus.state == .live || (isDemo && campus.state == .trial)
        var profiles: [ProfileStatus] = []
        var overdue: [Message] = []
        for profile in campus.profiles {
            let due = times.of(profile.code.text, at: campus.campus)
            let arrivals = standing.outlook.arrivals[profile.code.text]
            // Who never exported has not begun; who did is expected to go on.
            let missed = arrivals.flatMap { arrivals in
                due.first { $0.moment > arrivals.last.at }
            }
            let isLate =
                missed.map { $0.moment.adding(seconds: profile.overdueAfterSeconds) <= now }
                ?? false
            if takesPart, isLate, let missed, let arrivals {
                overdue.append(
                    """
                    no export of \(Printable(profile.code.text)) since \(arrivals.last.day), though one was due on \
                    \(missed.words); look at the job in Alma, then at the S/FTP account
                    """
                )
            }
            profiles.append(
                ProfileStatus(
                    code: profile.code.text,
                    schedule: profile.schedule,
                    location: profile.location,
                    format: profile.format,
                    firstExportAt: arrivals?.first.at,
                    lastExportAt: arrivals?.last.at,
                    nextExpectedAt: due.first { $0.moment > now }?.moment,
                    overdueSince: takesPart && isLate ? missed?.moment : nil,
                    overdueAfterSeconds: profile.overdueAfterSeconds
                )
            )
        }
        self.profiles = profiles
        self.overdue = overdue
        days = ScheduleWatch.days(standing, times, at: now)
    }

    private static func days(
        _ standing: CampusStanding,
        _ times: DueTimes,
        at now: Timestamp
    ) -> [DayFigures] {
        let today = standing.outlook.today
        return (0..<CampusOutlook.days).reversed().compactMap { today.adding(days: -$0) }.map {
            day in
            var figures = standing.outlook.days[day] ?? DayFigures(day: day)
            figures.wasDue = standing.campus.profiles.contains { profile in
                guard ExportSchedule(profile.schedule)?.secondOfDay(on: day) != nil,
                    let begun = standing.outlook.arrivals[profile.code.text]?.first.day,
                    day >= begun
                else { return false }
                // What is due this evening is not missed at noon.
                return day < today
                    || times.of(profile.code.text, at: standing.campus.campus).contains {
                        $0.day == day && $0.moment <= now
                    }
            }
            return figures
        }
    }
}

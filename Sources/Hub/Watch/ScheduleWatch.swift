import BursarModel
import Ledger
import Registry

/// When a campus's exports are due, by the schedules of its Alma profiles.
///
/// Alma's presets are local times of the campus: the moment is found through the database's time
/// zones, so that a change of the clocks moves it as it moves Alma's job.
struct ScheduleWatch {
    /// The next time that any profile is due; nil where none has a schedule.
    let nextExpected: Timestamp?
    /// Whether a live campus has heard nothing since a due time that is past by the grace.
    let isOverdue: Bool

    init(
        _ standing: CampusStanding,
        _ ledger: Ledger,
        at now: Timestamp,
        isDemo: Bool
    ) throws {
        let campus = standing.campus
        let takesPart = campus.state == .live || (isDemo && campus.state == .trial)
        var next: [Timestamp] = []
        var isOverdue = false
        let today = try ledger.localDate(of: now, in: campus.timeZone)
        for profile in campus.profiles {
            guard let schedule = ExportSchedule(profile.schedule) else { continue }
            let due = try schedule.days(around: today).map { day, second in
                try ledger.moment(of: day, second: second, in: campus.timeZone)
            }
            if let coming = due.first(where: { $0 > now }) { next.append(coming) }
            let lateSince = due.last { $0.adding(seconds: profile.overdueAfterSeconds) <= now }
            // Who never exported has not begun; who did is expected to go on.
            if let lateSince, let last = standing.lastExport, last.receivedAt < lateSince {
                isOverdue = true
            }
        }
        nextExpected = next.min()
        self.isOverdue = isOverdue && takesPart
    }
}

extension ExportSchedule {
    /// The due days and times from nine days ago to eight ahead, in order.
    func days(around today: CalendarDate) -> [(day: CalendarDate, second: Int)] {
        (-9...8).compactMap { today.adding(days: $0) }.compactMap { day in
            switch self {
            case .daily(let time): (day, time.secondOfDay)
            case .weekly(let weekday, let time):
                day.weekday == weekday.rawValue ? (day, time.secondOfDay) : nil
            case .unscheduled: nil
            }
        }
    }
}

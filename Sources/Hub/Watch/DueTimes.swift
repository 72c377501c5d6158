import BursarModel
import Ledger
import Registry

/// The due times of all campuses' profiles, around their newest exports and around now.
///
/// Alma's presets are local times of the campus: the moments are found through the database's time
/// zones, so that a change of the clocks moves them as it moves Alma's job, and all at once.
struct DueTimes {
    struct DueTime {
        /// At the campus.
        var day: CalendarDate
        var secondOfDay: Int
        var moment: Timestamp
    }

    private struct Profile: Hashable {
        var campus: CampusKey
        var code: String
    }

    /// In order.
    private var times: [Profile: [DueTime]] = [:]

    init(_ standings: [CampusStanding], _ ledger: Ledger) throws {
        var asked: [(profile: Profile, day: CalendarDate, second: Int, zone: String)] = []
        for standing in standings {
            let campus = standing.campus
            for profile in campus.profiles {
                let key = Profile(campus: campus.campus, code: profile.code.text)
                guard let schedule = ExportSchedule(profile.schedule) else { continue }
                let last = standing.outlook.arrivals[key.code]?.last.day
                for day in DueTimes.days(around: [last, standing.outlook.today].compactMap(\.self))
                {
                    guard let second = schedule.secondOfDay(on: day) else { continue }
                    asked.append((key, day, second, campus.timeZone))
                }
            }
        }
        let moments = try ledger.moments(of: asked.map { ($0.day, $0.second, $0.zone) })
        for (time, moment) in zip(asked, moments) {
            times[time.profile, default: []].append(
                DueTime(day: time.day, secondOfDay: time.second, moment: moment)
            )
        }
    }

    /// From the day before to eight days after: a due time of each weekday, whatever the hour.
    private static func days(around days: [CalendarDate]) -> [CalendarDate] {
        Set(days.flatMap { day in (-1...8).compactMap { day.adding(days: $0) } }).sorted()
    }

    func of(_ code: String, at campus: CampusKey) -> [DueTime] {
        times[Profile(campus: campus, code: code)] ?? []
    }
}

extension DueTimes.DueTime {
    /// `2026-11-20 at 18:00`.
    var words: Message {
        "\(day) at \(twoDigits(secondOfDay / 3600)):\(twoDigits(secondOfDay / 60 % 60))"
    }

    private func twoDigits(_ number: Int) -> Message { number < 10 ? "0\(number)" : "\(number)" }
}

extension ExportSchedule {
    /// The time at which an export is due on a day; nil where none is.
    func secondOfDay(on day: CalendarDate) -> Int? {
        switch self {
        case .daily(let time): time.secondOfDay
        case .weekly(let weekday, let time):
            day.weekday == weekday.rawValue ? time.secondOfDay : nil
        case .unscheduled: nil
        }
    }
}

internal import BursarModel

/// When Alma runs a profile's job, by the clocks at the campus.
///
/// Source: Ex Libris presets Sunday 18:00, every day 18:00 and not scheduled.
public enum ExportSchedule: Hashable, Sendable {
    case daily(TimeOfDay)
    case weekly(Weekday, TimeOfDay)
    /// Started by a person: never overdue.
    case unscheduled

    /// A day of the week as schedules name it; numbered as `CalendarDate.weekday`.
    public enum Weekday: Int, Hashable, Sendable, CaseIterable {
        case monday = 1
        case tuesday, wednesday, thursday, friday, saturday, sunday
    }

    /// Hours and minutes.
    public struct TimeOfDay: Hashable, Sendable {
        public let hour: Int
        public let minute: Int

        /// Reads `HH:mm`, from 00:00 to 23:59.
        public init?(_ text: some StringProtocol) {
            let bytes = Array(text.utf8)
            guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
            let digits = [0, 1, 3, 4].compactMap { bytes[$0].decimalDigit.map { Int($0) } }
            guard digits.count == 4, digits[0] * 10 + digits[1] < 24, digits[2] < 6 else {
                return nil
            }
            hour = digits[0] * 10 + digits[1]
            minute = digits[2] * 10 + digits[3]
        }

        public var secondOfDay: Int { hour * 3600 + minute * 60 }
    }

    /// Reads `daily 18:00`, `sunday 18:00` or `unscheduled`.
    public init?(_ text: String) {
        if text == "unscheduled" {
            self = .unscheduled
            return
        }
        let words = text.split(separator: " ")
        guard words.count == 2, let time = TimeOfDay(words[1]) else { return nil }
        if words[0] == "daily" {
            self = .daily(time)
        } else if let day = Weekday.allCases.first(where: { "\($0)" == words[0] }) {
            self = .weekly(day, time)
        } else {
            return nil
        }
    }
}

extension ExportSchedule: CustomStringConvertible {
    /// As a campus file says it.
    public var description: String {
        switch self {
        case .daily(let time): "daily \(time)"
        case .weekly(let day, let time): "\(day) \(time)"
        case .unscheduled: "unscheduled"
        }
    }
}

extension ExportSchedule.TimeOfDay: CustomStringConvertible {
    public var description: String {
        "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}

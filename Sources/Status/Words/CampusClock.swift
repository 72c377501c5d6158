public import BursarModel
import FoundationEssentials
import FoundationInternationalization

/// Moments as the clocks at a campus show them, with the date spelled out.
///
/// Zones come from Foundation's own tables, so that a report is the same on any host.
public struct CampusClock: Sendable, Hashable {
    /// What people call the zone: `Pacific`; its IANA name where it has none such.
    public let zone: String
    private let timeZone: TimeZone?

    /// Names something of the module that holds the zones' tables, so that they are linked.
    ///
    /// Foundation looks for them by name at run time; a static build that nobody has told knows no
    /// zone but GMT.
    private static let tables: Any.Type = Date.VerbatimFormatStyle.self

    /// - Parameter identifier: an IANA name; one that is unknown is shown as UTC, and called so.
    public init(_ identifier: String) {
        _ = CampusClock.tables
        timeZone = TimeZone(identifier: identifier)
        zone = timeZone == nil ? "UTC" : CampusClock.colloquial(identifier)
    }

    /// The clock that most campuses go by: that of the consortium's own lines.
    package static func common(to zones: [String]) -> CampusClock {
        var campuses: [String: Int] = [:]
        for zone in zones { campuses[zone, default: 0] += 1 }
        let first = campuses.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return CampusClock(first?.key ?? "UTC")
    }

    /// - Returns: nil only outside the years 1 to 9999.
    public func local(_ moment: Timestamp) -> LocalTime? {
        let date = Date(timeIntervalSince1970: Double(moment.seconds))
        return LocalTime(moment, offset: timeZone?.secondsFromGMT(for: date) ?? 0)
    }

    /// `Sunday 22 November 2026, 18:10 Pacific`.
    public func spelledOut(_ moment: Timestamp) -> String {
        guard let local = local(moment) else { return moment.rfc3339 }
        return "\(CampusClock.day(local.date)), \(CampusClock.time(local)) \(zone)"
    }

    /// `Sunday 22 November 2026, 18:10 to 18:12 Pacific`, with both dates only if they differ.
    package func spelledOut(from start: Timestamp, to end: Timestamp) -> String {
        guard let first = local(start), let last = local(end) else { return spelledOut(start) }
        guard first.date == last.date else {
            let opening = "\(CampusClock.day(first.date)), \(CampusClock.time(first))"
            return "\(opening) to \(spelledOut(end))"
        }
        let (from, to) = (CampusClock.time(first), CampusClock.time(last))
        return "\(CampusClock.day(first.date)), \(from == to ? from : "\(from) to \(to)") \(zone)"
    }

    /// `18:10`.
    package func time(_ moment: Timestamp) -> String {
        local(moment).map(CampusClock.time) ?? moment.rfc3339
    }

    /// For a column: `Sun 22 Nov, 18:10`, with the year where it is not that of `reference`.
    package func brief(_ moment: Timestamp, near reference: Timestamp? = nil) -> String {
        guard let local = local(moment) else { return moment.rfc3339 }
        let year = reference.flatMap { self.local($0)?.date.year }
        let shown = year == local.date.year ? "" : " \(local.date.year)"
        let day = CampusClock.weekdays[local.date.weekday - 1].prefix(3)
        let month = CampusClock.months[local.date.month - 1].prefix(3)
        return "\(day) \(local.date.day) \(month)\(shown), \(CampusClock.time(local))"
    }

    /// As `brief`, with `Today` for the day of `reference`, whose date must stand at hand.
    package func relative(_ moment: Timestamp, to reference: Timestamp) -> String {
        guard let local = local(moment), local.date == self.local(reference)?.date else {
            return brief(moment, near: reference)
        }
        return "Today, \(CampusClock.time(local))"
    }

    /// `18:04` on the day of `reference`, `20 Nov` on any other.
    func timeOrDay(_ moment: Timestamp, on reference: Timestamp) -> String {
        guard let local = local(moment), local.date != self.local(reference)?.date else {
            return time(moment)
        }
        return "\(local.date.day) \(CampusClock.months[local.date.month - 1].prefix(3))"
    }

    /// `Sunday 22 November 2026`.
    package static func day(_ date: CalendarDate) -> String {
        "\(weekdays[date.weekday - 1]) \(date.day) \(months[date.month - 1]) \(date.year)"
    }

    private static func time(_ local: LocalTime) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(local.hour)):\(two(local.minute))"
    }

    private static func colloquial(_ identifier: String) -> String {
        switch identifier {
        case "America/Los_Angeles": "Pacific"
        case "America/Denver", "America/Boise": "Mountain"
        case "America/Phoenix": "Arizona"
        case "America/Chicago": "Central"
        case "America/New_York", "America/Detroit": "Eastern"
        case "America/Anchorage": "Alaska"
        case "Pacific/Honolulu": "Hawaii"
        case "UTC", "Etc/UTC", "GMT": "UTC"
        default: Printable.escaped(identifier)
        }
    }

    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    package static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}

extension CampusClock {
    /// As `relative`, in the run of a sentence: `today, 18:04`.
    package func within(_ moment: Timestamp, to reference: Timestamp) -> String {
        local(moment)?.date == local(reference)?.date
            ? "today, \(time(moment))" : brief(moment, near: reference)
    }
}

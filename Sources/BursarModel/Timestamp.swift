/// A moment: microseconds since 1970-01-01 00:00 UTC.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public init(seconds: Int64) { microseconds = seconds * 1_000_000 }

    public static func < (one: Timestamp, other: Timestamp) -> Bool {
        one.microseconds < other.microseconds
    }

    public func adding(seconds: Int64) -> Timestamp {
        Timestamp(microseconds: microseconds + seconds * 1_000_000)
    }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 {
        let quotient = microseconds / 1_000_000
        return microseconds % 1_000_000 < 0 ? quotient - 1 : quotient
    }
}

/// The day and the time of day that clocks at a campus show at one moment.
public struct LocalTime: Hashable, Sendable {
    public var date: CalendarDate
    /// Seconds since midnight, 0 to 86,399.
    public var secondOfDay: Int

    public init(date: CalendarDate, secondOfDay: Int) {
        self.date = date
        self.secondOfDay = secondOfDay
    }

    /// The offset is in seconds east of UTC, at that moment and place.
    public init?(_ moment: Timestamp, offset: Int) {
        let local = moment.seconds + Int64(offset)
        var days = local / 86_400
        var rest = local % 86_400
        if rest < 0 {
            days -= 1
            rest += 86_400
        }
        guard let date = CalendarDate(daysSince1970: Int(days)) else { return nil }
        self.init(date: date, secondOfDay: Int(rest))
    }

    public var hour: Int { secondOfDay / 3600 }
    public var minute: Int { secondOfDay / 60 % 60 }
    public var second: Int { secondOfDay % 60 }
}

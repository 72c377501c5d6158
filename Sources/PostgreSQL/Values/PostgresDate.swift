/// A day of the Gregorian calendar without a zone, as a number of days; the calendar is its user's.
public struct PostgresDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before it.
    public let daysSince1970: Int32

    public init(daysSince1970: Int32) { self.daysSince1970 = daysSince1970 }

    public static func < (left: Self, right: Self) -> Bool {
        left.daysSince1970 < right.daysSince1970
    }
}

extension PostgresDate {
    /// From 1970-01-01 to 2000-01-01, where PostgreSQL's days begin.
    private static let daysTo2000: Int32 = 10_957

    /// Days since 2000-01-01, as PostgreSQL counts them; beyond its calendar the nearest it has.
    var daysSince2000: Int32 {
        let (days, overflow) = daysSince1970.subtractingReportingOverflow(Self.daysTo2000)
        return overflow ? .min : days
    }

    /// Nil for PostgreSQL's two infinities.
    init?(daysSince2000: Int32) {
        let (days, overflow) = daysSince2000.addingReportingOverflow(Self.daysTo2000)
        guard daysSince2000 != .min, !overflow else { return nil }
        self.init(daysSince1970: days)
    }
}

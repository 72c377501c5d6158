/// The year of CSU's books, from 1 July to 30 June, named by the year in which it ends.
public struct FiscalYear: Hashable, Comparable, Sendable {
    public let endingYear: Int

    public init(of day: CalendarDate) {
        endingYear = day.month < 7 ? day.year : day.year + 1
    }

    private init(endingYear: Int) { self.endingYear = endingYear }

    /// - Returns: nil outside the years 1 to 9999.
    public var lastDay: CalendarDate? { CalendarDate(year: endingYear, month: 6, day: 30) }

    /// The last day of the year that a day is in, where it is within 60 days.
    public static func endNear(_ today: CalendarDate) -> CalendarDate? {
        FiscalYear(of: today).lastDay.flatMap { end in
            end.daysSince1970 - today.daysSince1970 <= 60 ? end : nil
        }
    }

    public func earlier(by years: Int) -> FiscalYear {
        FiscalYear(endingYear: endingYear - years)
    }

    public static func < (one: FiscalYear, other: FiscalYear) -> Bool {
        one.endingYear < other.endingYear
    }
}

import BursarModel
import Testing

struct CalendarDateTests {
    @Test(arguments: [
        (2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (2026, 4, 31), (2026, 1, 32),
        (1900, 2, 29), (2100, 2, 29), (0, 1, 1), (10_000, 1, 1), (-4, 1, 1), (2026, -1, -1),
    ])
    func `a day that the calendar lacks is none`(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [(2024, 2, 29), (2000, 2, 29), (1, 1, 1), (9999, 12, 31)])
    func `leap days and the ends of the calendar are days`(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) != nil)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-11-22", 20_779),
        ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func `days are counted from 1970`(iso: String, days: Int) throws {
        let date = try date(iso)
        #expect(date.daysSince1970 == days)
        #expect(CalendarDate(daysSince1970: days) == date)
    }

    @Test func `days, months and weekdays follow each other over 400 years`() throws {
        var date = try date("1800-01-01")  // a Wednesday
        var days = date.daysSince1970
        var weekday = 3
        while date.year < 2200 {
            let next = try #require(date.adding(days: 1))
            days += 1
            weekday = weekday % 7 + 1
            #expect(next.daysSince1970 == days)
            #expect(next.weekday == weekday)
            #expect(next.adding(days: -1) == date)
            #expect(next > date)
            let isLastOfMonth = date.day == CalendarDate.days(of: date.month, in: date.year)
            if isLastOfMonth {
                #expect(next.day == 1)
                #expect(next.month == date.month % 12 + 1)
                #expect(next.year == date.year + (date.month == 12 ? 1 : 0))
            } else {
                #expect(next.day == date.day + 1)
                #expect((next.year, next.month) == (date.year, date.month))
            }
            date = next
        }
        #expect(days == (try self.date("1800-01-01")).daysSince1970 + 146_097)
    }

    @Test func `nothing comes before the year 1 or after the year 9999`() throws {
        #expect(try date("0001-01-01").adding(days: -1) == nil)
        #expect(try date("9999-12-31").adding(days: 1) == nil)
        #expect(CalendarDate(daysSince1970: .min) == nil)
        #expect(CalendarDate(daysSince1970: .max) == nil)
    }

    @Test(arguments: ["0001-01-01", "0987-06-05", "2026-11-20", "9999-12-31"])
    func `the ISO form comes back with all its zeros`(iso: String) throws {
        #expect(try date(iso).iso == iso)
        #expect(try date(iso).reported == iso)
    }

    @Test(arguments: [
        "", "2026-2-3", "26-02-03", "2026/02/03", "2026-02-30", "2026-02-03 ", " 2026-02-03",
        "+026-02-03", "2026-02-0a", "20260203", "２026-02-03", "0000-01-01", "2026-02-03T00:00:00Z",
    ])
    func `nothing else is an ISO day`(text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    private func date(_ iso: String) throws -> CalendarDate {
        try #require(CalendarDate(iso: iso))
    }
}

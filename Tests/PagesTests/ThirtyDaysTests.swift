import BursarModel
import Foundation
import TestSupport
import Testing

@testable import Pages

/// A month as bars and as a calendar, both with their meaning in words.
@Suite struct ThirtyDaysTests {
    @Test func `the bars are told in one sentence`() throws {
        let days = try Arranged.days(18, missed: [9, 10, 11, 12, 28])
        #expect(
            Sparkline(days).meaning
                == "Fees read from 24 October to 22 November: 1,855 fees, most on 11 November with "
                + "158; none came though due on 2 November, 3 November, 4 November and 2 other days."
        )
    }

    @Test func `a day that is not over has missed nothing`() throws {
        let days = try Arranged.days(18, missed: [29])
        #expect(!Sparkline(days).meaning.contains("none came"))
        let page = Pages.render("calendar", with: ["calendar": ArrivalCalendar(days).fields])
        #expect(page.contains("</span> due</span></td>"))
    }

    @Test func `a month without anything has no bars, and one without days no calendar`() {
        guard case .text(nil) = Sparkline([]).fields else {
            Issue.record("bars of nothing")
            return
        }
        #expect(Pages.render("calendar", with: ["calendar": ArrivalCalendar([]).fields]) == "")
    }

    @Test func `weeks begin on Monday and hold every day once`() throws {
        let days = try Arranged.days(3)
        let page = Pages.render("calendar", with: ["calendar": ArrivalCalendar(days).fields])
        let shown = page.matches(of: /class="day">(\d+)/).compactMap { Int($0.1) }
        #expect(shown == Array(24...31) + Array(1...22))
        let weeks = page.components(separatedBy: "<tr").dropFirst(2)
        #expect(weeks.allSatisfy { $0.components(separatedBy: "<td").count == 8 })
        #expect(weeks.last?.contains("aria-current=\"date\"") == true)
    }

    @Test func `days of campuses are added day by day`() throws {
        let sum = [DayFigures].sum(of: [
            try Arranged.days(1), Array(try Arranged.days(2).suffix(3)),
        ])
        #expect(sum.count == 30)
        let one = try Arranged.days(1)[29].read.count
        let other = try Arranged.days(2)[29].read.count
        #expect(sum[29].read.count == one + other)
    }
}

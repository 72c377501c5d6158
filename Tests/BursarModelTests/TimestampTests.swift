import BursarModel
import Foundation
import Testing

struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_795_313_405_000_000, "2026-11-22T02:10:05Z"),
        (1_795_313_405_007_000, "2026-11-22T02:10:05.007Z"),
        (1_795_313_405_120_999, "2026-11-22T02:10:05.120Z"),
        (1_795_313_405_000_999, "2026-11-22T02:10:05Z"),
        (-1, "1969-12-31T23:59:59.999Z"), (-1_000_000, "1969-12-31T23:59:59Z"),
        (951_782_400_000_000, "2000-02-29T00:00:00Z"),
    ])
    func `a moment is printed in UTC, cut to milliseconds`(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).rfc3339 == text)
    }

    @Test func `a moment agrees with Foundation's own form`() throws {
        for seconds in stride(from: -5_000_000_000 as Int64, to: 9_000_000_000, by: 86_461_337) {
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(Timestamp(seconds: seconds).rfc3339 == date.formatted(.iso8601))
        }
    }

    @Test func `in JSON a moment is its text`() throws {
        let json = try JSONEncoder().encode([Timestamp(seconds: 0)])
        #expect(String(decoding: json, as: UTF8.self) == #"["1970-01-01T00:00:00Z"]"#)
    }

    @Test(arguments: [(1_500_000, 1), (999_999, 0), (-1, -1), (-1_000_000, -1), (-1_000_001, -2)])
    func `seconds are rounded down, before 1970 too`(microseconds: Int64, seconds: Int64) {
        #expect(Timestamp(microseconds: microseconds).seconds == seconds)
    }

    @Test func `a clock at the campus shows its own day`() throws {
        // 2026-11-01 09:30 UTC is 01:30 in California, an hour after the clock went back.
        let moment = Timestamp(seconds: 1_793_525_400)
        let standard = try #require(LocalTime(moment, offset: -8 * 3600))
        #expect(standard.date.iso == "2026-11-01")
        #expect((standard.hour, standard.minute, standard.second) == (1, 30, 0))
        let evening = try #require(LocalTime(moment.adding(seconds: -36_000), offset: -7 * 3600))
        #expect(evening.date.iso == "2026-10-31")
        #expect(evening.secondOfDay == 59_400)
        let kiritimati = try #require(LocalTime(moment, offset: 14 * 3600))
        #expect(kiritimati.date.iso == "2026-11-01")
        #expect(kiritimati.hour == 23)
    }

    @Test func `midnight belongs to the day that begins`() throws {
        #expect(try #require(LocalTime(Timestamp(seconds: 0), offset: 0)).secondOfDay == 0)
        let before = try #require(LocalTime(Timestamp(seconds: -1), offset: 0))
        #expect(before.date.iso == "1969-12-31")
        #expect(before.secondOfDay == 86_399)
    }

    @Test func `a moment outside the calendar has no local time`() {
        #expect(LocalTime(Timestamp(microseconds: .max), offset: 0) == nil)
        #expect(LocalTime(Timestamp(microseconds: .min), offset: 0) == nil)
    }
}

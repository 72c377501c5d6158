import BursarModel
import Ledger
import TestSupport
import Testing

@testable import Hub

/// When exports are due, and who misses them.
@Suite struct ScheduleWatchTests {
    private let watched: WatchedLedger
    private let north: CampusKey
    private let south: CampusKey

    init() throws {
        watched = try WatchedLedger()
        north = try #require(CampusKey("north"))
        south = try #require(CampusKey("south"))
    }

    private func only(_ campus: CampusKey, at local: String) throws -> CampusStatus {
        try #require(try watched.status(campus, at: local).campuses.first)
    }

    @Test func `each profile is watched by itself`() throws {
        try watched.onboard(
            north,
            [("DAY", "daily 18:00"), ("WEEK", "sunday 18:00"), ("BYHAND", "unscheduled")]
        )
        // A Sunday, and the Thursday after the next.
        try watched.export(1, at: north, of: "WEEK", on: "2026-11-08 18:04")
        try watched.export(2, at: north, of: "DAY", on: "2026-11-10 18:03")
        try watched.export(3, at: north, of: "DAY", on: "2026-11-18 18:03")
        let status = try only(north, at: "2026-11-19 12:00")
        #expect(status.health == .overdue)
        #expect(status.profiles.map(\.code) == ["DAY", "WEEK", "BYHAND"])
        let (day, week, byHand) = (status.profiles[0], status.profiles[1], status.profiles[2])
        #expect(day.overdueSince == nil && day.firstExportAt != day.lastExportAt)
        #expect(week.firstExportAt == week.lastExportAt)
        #expect(byHand.nextExpectedAt == nil && byHand.lastExportAt == nil)
        // 15 November, 18:00 in winter time, and a week later.
        #expect(week.overdueSince == Timestamp(seconds: 1_794_794_400))
        #expect(week.nextExpectedAt == Timestamp(seconds: 1_795_399_200))
        #expect(status.nextExportExpectedAt == day.nextExpectedAt)
        #expect(
            status.needs == [
                "no export of WEEK since 2026-11-08, though one was due on 2026-11-15 at 18:00; "
                    + "look at the job in Alma, then at the S/FTP account"
            ]
        )
        #expect(status.loadSettings == [LoadSetting(name: "group_type", value: "LIB")])
        #expect(status.revision == 1)
    }

    @Test func `an export is overdue by the campus's clocks, also on the day that they change`()
        throws
    {
        try watched.onboard(north)
        try watched.onboard(south, zone: "America/New_York")
        try watched.export(1, at: north, on: "2026-10-31 18:05")
        try watched.export(1, at: south, on: "2026-10-31 18:05", zone: "America/New_York")
        // Clocks go back at night: 18:00 comes 25 hours after 18:00.
        for (now, late) in [
            ("2026-11-01 23:59", [false, true]), ("2026-11-02 00:00", [true, true]),
        ] {
            let report = try watched.status(at: now)
            #expect(report.campuses.map { $0.health == .overdue } == late, "\(now)")
        }
        let status = try only(north, at: "2026-11-02 00:00")
        #expect(status.profiles.map(\.overdueSince) == [Timestamp(seconds: 1_793_584_800)])
        #expect(status.nextExportExpectedAt == Timestamp(seconds: 1_793_671_200))
    }

    @Test func `overdue is counted from the first that was missed, however long ago`() throws {
        try watched.onboard(north)
        try watched.export(1, at: north, on: "2026-08-03 18:05")
        let status = try only(north, at: "2026-11-20 12:00")
        // 4 August, 18:00 in summer time.
        #expect(status.profiles.map(\.overdueSince) == [Timestamp(seconds: 1_785_891_600)])
        #expect(status.nextExportExpectedAt == Timestamp(seconds: 1_795_226_400))
        #expect(try only(north, at: "2026-08-04 23:59").health == .ok)
    }

    @Test func `who never exported, or takes no part, is not overdue`() throws {
        try watched.onboard(north)
        try watched.onboard(south, state: .planned)
        try watched.export(1, at: south, on: "2026-11-01 18:05")
        let report = try watched.status(at: "2026-11-20 12:00")
        #expect(report.campuses.map(\.health) == [.never, .planned])
        #expect(report.campuses.allSatisfy { $0.profiles.allSatisfy { $0.overdueSince == nil } })
    }

    @Test func `the last thirty days are shown, those on which nothing came too`() throws {
        try watched.onboard(north)
        try watched.export(1, at: north, on: "2026-10-20 18:05")
        try watched.export(2, at: north, on: "2026-11-18 18:05", fees: 3)
        try watched.export(3, at: north, on: "2026-11-18 18:06")
        let noon = try only(north, at: "2026-11-20 12:00")
        #expect(noon.days.count == 30)
        #expect(noon.days.first?.day.iso == "2026-10-22" && noon.days.last?.day.iso == "2026-11-20")
        let came = noon.days.filter { $0.exports > 0 }
        #expect(came.map(\.day.iso) == ["2026-11-18"])
        #expect(came.first?.exports == 2)
        #expect(came.first?.written == Tally(count: 4, chargeCents: 200))
        // What is due this evening is not missed at noon.
        #expect(noon.days.dropLast().allSatisfy(\.wasDue) && noon.days.last?.wasDue == false)
        #expect(try only(north, at: "2026-11-20 18:30").days.last?.wasDue == true)
    }

    @Test func `a status of many campuses takes no more questions than one of a few`() throws {
        func questions() throws -> Int64 {
            let before = try watched.transactions()
            #expect(try !watched.status(at: "2026-11-20 12:00").campuses.isEmpty)
            return try watched.transactions() - before
        }
        try watched.onboard(north)
        try watched.export(1, at: north, on: "2026-11-18 18:05")
        let few = try questions()
        for number in 1...20 {
            let campus = try #require(CampusKey("campus-\(number)"))
            try watched.onboard(campus, [("DAY", "daily 18:00"), ("WEEK", "sunday 18:00")])
            try watched.export(1, at: campus, of: "DAY", on: "2026-11-18 18:05")
        }
        _ = try watched.transactions()
        let many = try questions()
        #expect(few > 5, "they are not counted")
        // The server's own work on the database counts too.
        #expect(many < few + 15)
    }

    @Test func `terms and fiscal years that end soon are told`() throws {
        try watched.onboard(north, termsEnd: "2027-01-24")
        try watched.onboard(south, state: .retired, termsEnd: "2026-01-01")
        #expect(try only(north, at: "2026-11-24 12:00").termsEnd == nil)
        let soon = try only(north, at: "2026-11-25 12:00")
        #expect(soon.termsEnd?.iso == "2027-01-24")
        #expect(soon.health == .never)
        #expect(
            soon.needs == [
                "the term table's last day is 2027-01-24; fees after that day are held: add the next "
                    + "terms to campuses/north.yaml, then `bursarhub onboard`"
            ]
        )
        #expect(try only(north, at: "2027-02-01 12:00").termsEnd != nil)
        #expect(try only(south, at: "2026-11-25 12:00").termsEnd == nil)
        #expect(try watched.status(at: "2027-04-30 12:00").fiscalYearEnd == nil)
        #expect(try watched.status(at: "2027-05-01 12:00").fiscalYearEnd?.iso == "2027-06-30")
        #expect(try watched.status(at: "2027-07-01 12:00").fiscalYearEnd == nil)
    }

    @Test func `what Alma's job report says is compared with what came`() throws {
        try watched.onboard(north)
        try watched.export(1, at: north, on: "2026-11-19 18:05", users: 2, fees: 5)
        try watched.export(2, at: north, on: "2026-11-19 18:06", users: nil, fees: 5)
        let word = PersonsWord(
            person: "somebody",
            reason: nil,
            now: Timestamp(seconds: 1_795_200_000)
        )
        func verdict(_ number: String, _ users: Int64, _ fees: Int64) throws -> BursarModel
            .Expectation.Verdict?
        {
            guard
                case .recorded(let expectation) = try watched.ledger.expect(
                    export: number,
                    users: users,
                    fees: fees,
                    at: north,
                    by: word
                )
            else { return nil }
            return expectation.verdict
        }
        #expect(try verdict("1", 2, 5) == .met)
        #expect(try verdict("1", 3, 5) == .differs)
        #expect(try verdict("2", 3, 5) == .met, "an earlier version did not count users")
        #expect(try verdict("2", 3, 6) == .differs)
        #expect(try verdict("9", 3, 6) == .outstanding)
        let differing = try only(north, at: "2026-11-20 12:00")
        #expect(differing.health == .attention)
        #expect(differing.expectations.map(\.exportNumber).sorted() == ["1", "2", "9"])
        #expect(differing.needs.count == 2)
        #expect(
            differing.needs.contains(
                "export 1 came with 2 users and 5 fees, and Alma's job report says 3 users and 5 fees; "
                    + "compare the files in Alma with those that came, then say what is right: "
                    + "`bursarhub expect north --export 1 …`"
            )
        )
        #expect(try verdict("1", 2, 5) == .met)
        let because = PersonsWord(person: "somebody", reason: "a typing error", now: word.now)
        func withdraw(_ number: String) throws -> ExpectationAnswer {
            try watched.ledger.withdrawExpectation(ofExport: number, at: north, by: because)
        }
        #expect(try withdraw("2") == .withdrawn)
        #expect(try withdraw("2") == .nothingExpected)
        #expect(try withdraw("77") == .nothingExpected)
        let settled = try only(north, at: "2026-11-20 12:00")
        #expect(settled.health == .ok && settled.needs.isEmpty)
        #expect(settled.expectations.map(\.verdict) == [.outstanding])
        let nowhere = try #require(CampusKey("nowhere"))
        #expect(
            try watched.ledger.expect(export: "1", users: 1, fees: 1, at: nowhere, by: word)
                == .unknownCampus
        )
    }
}

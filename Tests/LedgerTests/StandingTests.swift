import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct StandingTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

    private func dollars(_ amount: Int64) -> Tally { Tally(count: 1, chargeCents: amount * 100) }

    private func day(_ iso: String) throws -> CalendarDate { try #require(CalendarDate(iso: iso)) }

    private func standing(
        at now: Timestamp = LedgerDesk.evening,
        since: CalendarDate? = nil
    ) throws -> CampusStanding {
        try #require(
            try desk.ledger.standings(of: [.humboldt], since: since, hubVersion: "1.0", at: now)
                .first
        )
    }

    /// An evening on which one fee came.
    private func evening(_ index: Int, _ amount: Tally, on day: CalendarDate) throws {
        let claim = try desk.claim(runDate: day)
        let fee = TestFee.charge("\(index)", amount.chargeCents)
        let export = TestExport("\(index).xml", number: "\(index)", [fee])
        try desk.settle(try desk.draft([export], under: claim), under: claim)
        try desk.ledger.release(claim)
    }

    @Test func `sums count from the campus's own day, month and fiscal year`() throws {
        // The evening of 2 July 2027 in California is 3 July in UTC.
        let now = Timestamp(seconds: 1_814_581_800)
        for (index, iso) in [
            "2026-06-30", "2026-07-01", "2027-05-31", "2027-06-30", "2027-07-01", "2027-07-02",
        ].enumerated() {
            let amount = dollars(Int64(1) << Int64(index))
            try evening(index, amount, on: try day(iso))
        }
        let july = try standing(at: now)
        #expect(july.today.written == dollars(32))
        #expect(july.month.written == Tally(count: 2, chargeCents: 4800))
        #expect(july.fiscalYear.written == Tally(count: 2, chargeCents: 4800))
        #expect(july.fiscalYear.balance)
        // Two days earlier it is still 30 June, and the old fiscal year.
        let june = try standing(at: now.adding(seconds: -2 * 86_400))
        #expect(june.today.written.chargeCents == 5600)
        #expect(june.fiscalYear.written.chargeCents == 6200)
        let since = try standing(at: now, since: try day("2026-06-30"))
        #expect(since.fiscalYear.written.count == 6)
    }

    @Test func `what was only rehearsed is in no sum`() throws {
        try evening(1, dollars(1), on: try day("2026-11-20"))
        try desk.run("b", .of(.humboldt, .trial, written: dollars(2)))
        try desk.administrator().execute(
            """
            insert into ledger.run (run, mode, state, home_id, is_demo, hub_version, started_at)
            values ('c', 'report-only', 'running', 'home', false, '1.0', now())
            """
        )
        try desk.record(.of(.humboldt, .ok, written: dollars(4)), run: "c")
        #expect(try standing().today.written == dollars(1))
    }

    @Test func `a fee that was held when it came counts as sent once it is`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge("1"), .held("2")]))
        #expect(try standing().today.held.count == 1)
        try desk.settle(releasing: [(held: 1, amount: 1250, target: 0)])
        let now = try standing()
        #expect(now.today.held == .zero && now.today.written.count == 2)
        #expect(now.today.balance)
    }

    @Test func `a standing tells the newest export, run and outputs, and what is open`() throws {
        let empty = try standing()
        #expect(empty.lastExport == nil && empty.lastRun == nil)
        #expect(empty.today == .zero && empty.recentOutputs.isEmpty && empty.heldByReason.isEmpty)
        for number in 1...7 {
            try desk.settle(
                TestExport(
                    "\(number).xml",
                    number: "\(number)",
                    [.charge("\(number)"), .held("h\(number)")]
                )
            )
        }
        try desk.run("r", .of(.humboldt, .ok))
        var failed = CampusSummary.of(.humboldt, .failed)
        failed.message = "the disk is full"
        try desk.run("s", failed, at: LedgerDesk.evening.adding(seconds: 60))
        let claim = try desk.claim()
        try desk.ledger.markStaged(
            [(1, .some(of: "1")), (2, .some(of: "2"))],
            under: claim,
            at: LedgerDesk.evening
        )
        try desk.ledger.mark(1, .inDoubt, note: "", under: claim)
        try desk.ledger.mark(2, .waiting, note: "", under: claim)
        let full = try standing()
        #expect(full.lastExport?.file == "7.xml")
        #expect(full.lastExport?.receivedAt == LedgerDesk.evening)
        #expect(full.lastRun?.run == "s")
        #expect(full.lastRun?.outcome == .failed)
        #expect(full.lastMessage == "the disk is full")
        #expect(full.recentOutputs.map(\.id) == (3...7).reversed().map { "humboldt-\($0)" })
        #expect(full.heldByReason.map(\.tally.count) == [7])
        #expect(
            full.open
                == .init(heldFees: 7, heldExports: 0, inDoubtOutputs: 1, waitingOutputs: 1)
        )
        #expect(try desk.ledger.openWork(at: .humboldt) == full.open)
        #expect(full.campus.unfinishedOutputs == 7)
        #expect(full.campus.openHeld == 7)
    }

    @Test func `campuses are told apart and come in the order of their keys`() throws {
        try desk.onboard(.chico)
        try desk.settle(TestExport([.charge("1"), .held("2")]))
        try desk.run("r", .of(.humboldt, .ok, written: dollars(1)))
        let all = try desk.ledger.standings(
            of: [],
            since: nil,
            hubVersion: "1.0",
            at: LedgerDesk.evening
        )
        #expect(all.map(\.campus.campus) == [.chico, .humboldt])
        #expect(all.map { $0.recentOutputs.count } == [0, 1])
        #expect(all.map { $0.heldByReason.count } == [0, 1])
        #expect(all.map(\.today.written.count) == [0, 1])
        #expect(all.map { $0.lastRun == nil } == [true, false])
    }

    @Test func `held work is judged anew when the program or the day is another`() throws {
        try desk.settle(TestExport([.held("1"), .held("2", .noTerm), .held("3", .changed)]))
        func anew(_ version: String, _ now: Timestamp) throws -> Int? {
            try desk.ledger.campusesInForce(hubVersion: version, at: now).first?.heldToJudgeAnew
        }
        #expect(try anew("1.0", LedgerDesk.evening) == 0)
        #expect(try anew("1.0", LedgerDesk.evening.adding(seconds: 86_400)) == 1)
        #expect(try anew("2.0", LedgerDesk.evening) == 2)
        try desk.onboard(.humboldt, text: "another")
        #expect(try anew("1.0", LedgerDesk.evening) == 2)
    }

    @Test func `days and moments are those of the place`() throws {
        let newYear = Timestamp(seconds: 1_798_761_600)  // 2027-01-01 00:00 UTC
        #expect(
            try desk.ledger.localDate(of: newYear, in: "America/Los_Angeles").iso == "2026-12-31"
        )
        #expect(try desk.ledger.localDate(of: newYear, in: "UTC").iso == "2027-01-01")
        #expect(
            try desk.ledger.moment(
                of: try day("2026-11-20"),
                second: 64_800,
                in: "America/Los_Angeles"
            ) == LedgerDesk.evening
        )
    }

    @Test func `files that are not at rest are remembered until the next look`() throws {
        let seen = RememberedArrival(
            location: "inbox/humboldt",
            name: "a b'.xml",
            bytes: 1 << 40,
            modifiedAt: LedgerDesk.evening,
            inode: -1,
            unchangedSince: LedgerDesk.evening,
            firstSeen: LedgerDesk.evening
        )
        let claim = try desk.claim()
        try desk.ledger.remember([seen], under: claim)
        #expect(try desk.ledger.rememberedArrivals(at: .humboldt) == [seen])
        #expect(try desk.ledger.rememberedArrivals(at: .chico) == [])
        try desk.ledger.remember([], under: claim)
        #expect(try desk.ledger.rememberedArrivals(at: .humboldt) == [])
    }
}

import BursarModel
import Digests
import Ledger
import PostgreSQL
import Testing

@Suite struct ReportTests {
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

    // MARK: A run

    @Test func `campuses on trial are not in the totals`() throws {
        try desk.onboard(.chico, state: .trial)
        try desk.begin("r")
        try desk.record(
            .of(.humboldt, .ok, written: dollars(3), held: dollars(1)),
            .of(.chico, .trial, written: dollars(70)),
            run: "r"
        )
        let summary = try #require(try desk.ledger.summary(of: "r"))
        #expect(summary.campuses.map(\.campus) == [.chico, .humboldt])
        #expect(summary.campuses.map(\.books.read.count) == [1, 2])
        #expect(summary.totals.written == dollars(3))
        #expect(summary.totals.read == Tally(count: 2, chargeCents: 400))
        #expect(summary.balanced)
        #expect(summary.finishedAt == nil)
        try desk.ledger.finishRun("r", at: LedgerDesk.evening)
        #expect(try desk.ledger.summary(of: "r")?.finishedAt == LedgerDesk.evening)
        #expect(try desk.ledger.summary(of: "s") == nil)
    }

    @Test func `a campus comes back as the run left it`() throws {
        var ended = CampusSummary.of(.humboldt, .attention, held: dollars(5), released: dollars(2))
        ended.message = "1 fee is held"
        ended.remedy = "look at it"
        ended.exports = [
            ExportSummary(
                file: "a.xml",
                sha256: TestExport([]).file.sha256.hex,
                exportNumber: "1",
                state: .held,
                reason: "doctype",
                message: "line 1",
                read: dollars(5),
                receivedAt: LedgerDesk.evening
            ),
            ExportSummary(
                file: "b.xml",
                sha256: nil,
                exportNumber: nil,
                state: .settling,
                reason: nil,
                message: nil,
                read: .zero,
                receivedAt: nil
            ),
        ]
        try desk.run("r", ended)
        let campus = try #require(try desk.ledger.summary(of: "r")?.campuses.first)
        #expect(campus.outcome == .attention)
        #expect(campus.message == ended.message)
        #expect(campus.remedy == ended.remedy)
        #expect(campus.books == ended.books)
        #expect(campus.released == ended.released)
        #expect(campus.exports.map(\.file) == ["a.xml", "b.xml"])
        #expect(campus.exports.map(\.state) == [.held, .settling])
        #expect(campus.exports[0].sha256 == ended.exports[0].sha256)
        #expect(campus.exports[0].receivedAt == LedgerDesk.evening)
    }

    @Test func `a run shows its own outputs, those it finished, and those that wait`() throws {
        try desk.settle(
            TestExport("a.xml", number: "1", [.charge("1"), TestFee(id: "2", ending: .line(1))])
        )
        try desk.settle(TestExport("b.xml", number: "2", [.charge("3")]))
        let claim = try desk.claim(run: "later")
        try desk.ledger.markStaged(
            [(1, .some(of: "1")), (2, .some(of: "2"))],
            under: claim,
            at: LedgerDesk.evening
        )
        try desk.ledger.mark(2, .waiting, note: "", under: claim)
        try desk.ledger.markPublished([1], recovered: true, under: claim, at: LedgerDesk.evening)
        for run in ["run-1", "later", "other"] { try desk.run(run, .of(.humboldt, .ok)) }
        func outputs(_ run: String) throws -> [String] {
            try #require(try desk.ledger.summary(of: run)).campuses[0].outputs
                .map { "\($0.id) \($0.state)\($0.recovered ? " recovered" : "")" }
        }
        #expect(try outputs("run-1") == ["humboldt-1 published", "humboldt-2 waiting"])
        #expect(
            try outputs("later") == ["humboldt-1 published recovered", "humboldt-2 waiting"]
        )
        #expect(try outputs("other") == ["humboldt-2 waiting"])
    }

    @Test func `the outputs of a campus on trial are those that were shown`() throws {
        var trial = CampusSummary.of(.humboldt, .trial, written: dollars(3))
        trial.outputs = [
            OutputSummary(
                id: "humboldt-trial-1",
                campus: .humboldt,
                run: "r",
                name: "a.dat",
                kind: .sfs,
                state: .planned,
                sha256: TestExport([]).file.sha256.hex,
                bytes: 41,
                records: 1,
                chargeCents: 300,
                creditCents: 0,
                idHash: "0900000001",
                path: "trial/humboldt/a.dat",
                recovered: false,
                publishedAt: nil,
                collectedAt: nil
            )
        ]
        try desk.run("r", trial)
        let outputs = try #require(try desk.ledger.summary(of: "r")).campuses[0].outputs
        #expect(outputs.map(\.id) == ["humboldt-trial-1"])
        #expect(outputs.map(\.bytes) == [41])
        #expect(outputs.map(\.sha256) == trial.outputs.map(\.sha256))
    }

    @Test func `the newest run is the one that began last and looked at something`() throws {
        #expect(try desk.ledger.newestRun() == nil)
        let later = LedgerDesk.evening.adding(seconds: 60)
        try desk.run("20261121-020000-ffff", .of(.humboldt, .ok))
        try desk.run("20261121-020100-0000", .of(.humboldt, .ok), at: later)
        try desk.run("20261121-020100-0001", .of(.humboldt, .ok), at: later)
        try desk.begin("20261121-020200-0000", at: later.adding(seconds: 60))
        #expect(try desk.ledger.newestRun() == "20261121-020100-0001")
    }

    @Test func `a run keeps the business day that a person gave`() throws {
        let given = try day("2026-11-02")
        try desk.run("r", .of(.humboldt, .ok), runDate: given)
        try desk.run("s", .of(.humboldt, .ok))
        #expect(try desk.ledger.summary(of: "r")?.runDate == given)
        #expect(try desk.ledger.summary(of: "s")?.runDate == nil)
        #expect(
            try desk.rows(
                "select run_date::text as day from ledger.campus_run order by run",
                "day"
            ) == ["2026-11-02", "2026-11-20"]
        )
    }

    @Test func `the parts of a run are recorded together or not at all`() throws {
        try desk.begin("r")
        #expect(throws: PostgresError.self) {
            try desk.record(.of(.humboldt, .ok), .of(.humboldt, .ok), run: "r")
        }
        #expect(try desk.ledger.summary(of: "r")?.campuses.isEmpty == true)
        #expect(throws: LedgerError.self) {
            try desk.record(.of(.humboldt, .ok), run: "never begun")
        }
    }

    // MARK: What is held

    @Test func `held fees and exports are counted by reason, and types where they matter`() throws {
        try desk.settle(
            TestExport("a.xml", number: "1", [.held("1"), .held("2", .noTerm)])
        )
        var key = TestFee.held("3")
        key.type = "LOCKERKEY"
        key.cents = -500
        let later = LedgerDesk.evening.adding(seconds: 600)
        try desk.settle(TestExport("b.xml", number: "2", [key, .held("4")]), at: later)
        let claim = try desk.claim(at: later)
        var draft = SettlementDraft()
        draft.held = [
            .init(
                export: 3,
                file: TestExport.file("c.xml", content: "c"),
                exportNumber: nil,
                isKnown: false,
                reason: .doctype,
                message: ""
            )
        ]
        try desk.settle(draft, under: claim, desk.terms(at: later))
        let expected = [
            HeldCount(reason: .doctype, feeType: nil, tally: Tally(count: 1), since: later),
            HeldCount(
                reason: .noItemType,
                feeType: "LOCKERKEY",
                tally: Tally(count: 1, creditCents: 500),
                since: later
            ),
            HeldCount(
                reason: .noItemType,
                feeType: "OVERDUEFINE",
                tally: Tally(count: 2, chargeCents: 2500),
                since: LedgerDesk.evening
            ),
            HeldCount(
                reason: .noTerm,
                feeType: nil,
                tally: Tally(count: 1, chargeCents: 1250),
                since: LedgerDesk.evening
            ),
        ]
        #expect(try desk.ledger.heldByReason() == [.humboldt: expected])
        #expect(try desk.ledger.heldByReason(at: .humboldt) == [.humboldt: expected])
        #expect(try desk.ledger.heldByReason(at: .chico) == [:])
        #expect(try desk.ledger.held(at: nil).map(\.id).sorted().count == 5)
        #expect(
            try desk.ledger.held(at: .humboldt).map(\.id)
                == ["humboldt-x3", "humboldt-f1", "humboldt-f2", "humboldt-f3", "humboldt-f4"]
        )
        #expect(try desk.ledger.held(at: .chico).isEmpty)
    }

    @Test func `a held item is found by the id that is shown`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge("1"), .held("2", .noTerm)]))
        let item = try #require(try desk.ledger.heldItem(.fee(.humboldt, 1)))
        #expect(item.id == "humboldt-f1")
        #expect(item.ordinal == 2)
        #expect(item.transactionID == "2")
        #expect(item.export == "a.xml")
        #expect(item.message.hasSuffix(": why"))
        #expect(try desk.ledger.heldItem(.fee(.humboldt, 2)) == nil)
        #expect(try desk.ledger.heldItem(.export(.humboldt, 1)) == nil)
        #expect(HeldItemID("san-luis-obispo-f12") == .fee(.named("san-luis-obispo"), 12))
        #expect(HeldItemID("humboldt-x3") == .export(.humboldt, 3))
        for text in ["humboldt", "humboldt-f", "humboldt-f0", "humboldt-y1", "-f1", "humboldt-f1 "]
        {
            #expect(HeldItemID(text) == nil)
        }
    }

    // MARK: Status

    @Test func `sums count from the campus's own day, month and fiscal year`() throws {
        // The evening of 2 July 2027 in California is 3 July in UTC.
        let now = Timestamp(seconds: 1_814_581_800)
        for (index, iso) in [
            "2026-06-30", "2026-07-01", "2027-05-31", "2027-06-30", "2027-07-01", "2027-07-02",
        ].enumerated() {
            let amount = dollars(Int64(1) << Int64(index))
            try desk.run("r\(index)", .of(.humboldt, .ok, written: amount), runDate: try day(iso))
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
        try desk.run("a", .of(.humboldt, .ok, written: dollars(1)))
        try desk.run("b", .of(.humboldt, .trial, written: dollars(2)))
        try desk.connection.execute(
            """
            insert into ledger.run (run, mode, state, home_id, is_demo, hub_version, started_at)
            values ('c', 'report-only', 'running', 'home', false, '1.0', now())
            """
        )
        try desk.record(.of(.humboldt, .ok, written: dollars(4)), run: "c")
        #expect(try standing().today.written == dollars(1))
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
        try desk.ledger.remember([seen], at: .humboldt)
        #expect(try desk.ledger.rememberedArrivals(at: .humboldt) == [seen])
        #expect(try desk.ledger.rememberedArrivals(at: .chico) == [])
        try desk.ledger.remember([], at: .humboldt)
        #expect(try desk.ledger.rememberedArrivals(at: .humboldt) == [])
    }
}

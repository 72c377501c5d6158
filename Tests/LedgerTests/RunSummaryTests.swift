import BursarModel
import Digests
import Ledger
import PostgreSQL
import Testing

@Suite struct RunSummaryTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

    private func dollars(_ amount: Int64) -> Tally { Tally(count: 1, chargeCents: amount * 100) }

    private func day(_ iso: String) throws -> CalendarDate { try #require(CalendarDate(iso: iso)) }

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
        try desk.begin("other")
        for run in ["run-1", "later", "other"] { try desk.record(.of(.humboldt, .ok), run: run) }
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
        var unbalanced = CampusSummary.of(.chico, .ok)
        unbalanced.books.read.count = 1
        #expect(throws: PostgresError.self) {
            try desk.record(.of(.humboldt, .ok), unbalanced, run: "r")
        }
        #expect(try desk.ledger.summary(of: "r")?.campuses.isEmpty == true)
        #expect(throws: LedgerError.self) {
            try desk.record(.of(.humboldt, .ok), run: "never begun")
        }
    }
}

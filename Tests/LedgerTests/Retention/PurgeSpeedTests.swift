import BursarModel
import Glibc
import Ledger
import PostgreSQL
import Testing

/// Figures for people, printed and not asserted: seconds depend on the machine.
///
/// `BURSARHUB_SPEED_FEES` sets the number of fees.
@Suite struct PurgeSpeedTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

    @Test func `a purge, and what it costs intake, at a speed worth printing`() throws {
        let count =
            unsafe getenv("BURSARHUB_SPEED_FEES").flatMap { unsafe Int(String(cString: $0)) }
            ?? 1000
        let ids = (0..<count).map { "INST\(100_000_000 + $0)" }
        try measure("new", TestExport("a.xml", number: "1", ids.map { .charge($0) }))
        try measure(
            "new, nothing purged",
            TestExport("b.xml", number: "2", ids.map { .charge("b\($0)") })
        )
        let clock = ContinuousClock()
        var purged = PurgePlan(horizon: try desk.plan(at: desk.campus).horizon)
        let purging = try clock.measure { purged = try desk.purgeAll(at: desk.campus) }
        #expect(purged.charges == Int64(2 * count))
        print("purged: \(rate(2 * count, purging)) rows/s")
        try measure(
            "new, beside purged",
            TestExport("c.xml", number: "3", ids.map { .charge("c\($0)") })
        )
        try measure(
            "new again, beside purged",
            TestExport("d.xml", number: "4", ids.map { .charge("d\($0)") })
        )
        try measure("purged again", TestExport("e.xml", number: "5", ids.map { .charge($0) }))
        #expect(try desk.count("select count(*) as count from ledger.duplicate") == count)
        let tracing = try clock.measure {
            let fees = try desk.ledger.trace(.student("900000009"), at: desk.campus, marks: nil)
            #expect(fees.isEmpty)
        }
        print("a student's fees: \(tracing)")
    }

    private func measure(_ what: String, _ export: TestExport) throws {
        let claim = try desk.claim()
        let clock = ContinuousClock()
        var draft = SettlementDraft()
        let staging = try clock.measure { draft = try desk.draft([export], under: claim) }
        let terms = desk.terms(holding: HoldCeiling(atLeast: .max, shareBasisPoints: 10_000))
        let settling = try clock.measure { try desk.settle(draft, under: claim, terms) }
        try desk.ledger.release(claim)
        let count = export.fees.count
        print(
            "\(what): staged \(rate(count, staging)) rows/s, settled \(rate(count, settling)) rows/s"
        )
    }

    private func rate(_ count: Int, _ duration: Duration) -> Int {
        Int(Double(count) / (duration / .seconds(1)))
    }
}

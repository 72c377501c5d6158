import BursarModel
import Glibc
import Ledger
import PostgreSQL
import Testing

/// Figures for people, printed and not asserted: seconds depend on the machine.
///
/// `BURSARHUB_SPEED_FEES` sets the number of fees.
@Suite struct SettlementSpeedTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

    @Test func `fees are settled at a speed worth printing`() throws {
        let count =
            unsafe getenv("BURSARHUB_SPEED_FEES").flatMap { unsafe Int(String(cString: $0)) }
            ?? 2000
        let fees = (0..<count).map { TestFee.charge("\($0)") }
        try measure("new", TestExport("a.xml", number: "1", fees))
        try measure("the same again", TestExport("b.xml", number: "2", fees))
        let mixed = (0..<count).map { TestFee.charge("\($0 + count / 2)") }
        try measure("half new", TestExport("c.xml", number: "3", mixed))
        let unnamed = (0..<count).map { TestFee.charge(nil, Int64($0 / 2 + 1)) }
        try measure("without ids", TestExport("d.xml", number: "4", unnamed))
        try measure("without ids again", TestExport("e.xml", number: "5", unnamed))
        let others = (0..<count).map { TestFee.charge("y\($0)", Int64(count + $0)) }
        try measure("new, beside derived ones", TestExport("f.xml", number: "6", others))
        #expect(try desk.count("select count(*) as count from ledger.export") == 6)
    }

    private func measure(_ what: String, _ export: TestExport) throws {
        let claim = try desk.claim()
        let clock = ContinuousClock()
        var draft = SettlementDraft()
        let staging = try clock.measure { draft = try desk.draft([export], under: claim) }
        let terms = desk.terms(holding: HoldCeiling(atLeast: .max, shareBasisPoints: 10_000))
        let settling = try clock.measure { try desk.settle(draft, under: claim, terms) }
        try desk.ledger.release(claim)
        func rate(_ duration: Duration) -> Int {
            Int(Double(export.fees.count) / (duration / .seconds(1)))
        }
        print("\(what): staged \(rate(staging)) rows/s, settled \(rate(settling)) rows/s")
    }
}

import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct BaselineTests {
    private let desk: LedgerDesk
    private let word = BaselineTerms(person: "somebody", reason: "sent before")

    init() throws { desk = try LedgerDesk() }

    private func book(_ export: TestExport, under claim: Claim) throws -> (Settlement, Int) {
        try desk.ledger.settleBaseline(
            try desk.draft([export], under: claim),
            under: claim,
            desk.terms(),
            on: word
        )
    }

    @Test func `what was sent before is booked without an output, on somebody's word`() throws {
        let export = TestExport("a.xml", number: "1", [.skipped("1"), .skipped("2")])
        let claim = try desk.claim()
        let (settlement, number) = try book(export, under: claim)
        try desk.ledger.release(claim)
        #expect(number == 1)
        #expect(try settlement.books().skipped == Tally(count: 2, chargeCents: 2500))
        #expect(
            try desk.rows(
                """
                select b.person, b.reason, x.state, x.skipped_count::text as n
                from ledger.baseline b join ledger.export x using (campus, baseline)
                """,
                "person",
                "reason",
                "state",
                "n"
            ) == ["somebody sent before converted 2"]
        )
        #expect(try desk.count("select count(*) as count from ledger.output") == 0)
        #expect(try desk.count("select count(*) as count from ledger.campus_run") == 0)

        let next = try desk.settle(
            TestExport("b.xml", number: "2", [.charge("1"), .charge("2"), .charge("3")])
        )
        #expect(try next.books().duplicate.count == 2)
        #expect(try next.books().written.count == 1)
        let claimed = try desk.claim()
        #expect(
            try book(TestExport("c.xml", number: "3", [.skipped("9")]), under: claimed).1 == 2
        )
    }

    @Test func `a baseline plans no output, and then books nothing`() throws {
        let claim = try desk.claim()
        #expect(throws: LedgerError.self) {
            try book(TestExport("a.xml", number: "1", [.charge("1")]), under: claim)
        }
        #expect(try desk.count("select count(*) as count from ledger.export") == 0)
        #expect(try desk.count("select count(*) as count from ledger.baseline") == 0)
    }

    @Test func `what a baseline holds is not judged anew by itself`() throws {
        let claim = try desk.claim()
        _ = try book(
            TestExport("a.xml", number: "1", [.skipped("1"), .held("2", .amountSyntax)]),
            under: claim
        )
        #expect(try desk.ledger.heldFeesToJudgeAnew(under: claim, hubVersion: "9.9").isEmpty)
        #expect(
            try desk.ledger.campusesInForce(hubVersion: "9.9", at: LedgerDesk.evening)
                .map(\.heldToJudgeAnew) == [0]
        )
    }
}

import BursarModel
import Ledger
import PostgreSQL
import Testing

/// What a decision does to the rows of held fees and exports, and to the books.
@Suite struct HeldDecisionTests {
    private let desk: LedgerDesk
    private let word = PersonsWord(person: "somebody", reason: "why", now: LedgerDesk.evening)

    /// Fee 1 lacks an item type; fee 2 came again with another amount.
    init() throws {
        desk = try LedgerDesk()
        try desk.settle(
            TestExport("a.xml", number: "1", [.charge("1", 100), .held("2", .noItemType)])
        )
        try desk.settle(TestExport("b.xml", number: "2", [.charge("1", 300)]))
    }

    private func decide(_ decision: HeldDecision, _ fee: Int) throws {
        let subjects = try desk.ledger.heldSubjects([.fee(.humboldt, fee)]).compactMap(\.self)
        let claim = try desk.claim()
        try desk.ledger.decide(decision, on: subjects, under: claim, word: word)
        try desk.ledger.release(claim)
    }

    private func fees() throws -> [String] {
        try desk.rows(
            """
            select concat_ws(' ', held, reason, state, joins_next, decision, nullif(array_to_string(let_pass, ','), '')) as fee
            from ledger.held_fee order by held
            """,
            "fee"
        )
    }

    private func books(_ export: Int) throws -> [String] {
        try desk.rows(
            """
            select concat_ws(' ', read_count, written_count, held_count, held_charge_cents,
                skipped_count, skipped_charge_cents) as books
            from ledger.export where export = \(export)
            """,
            "books"
        )
    }

    @Test func `a released changed fee has a charge of its own, of the next generation`() throws {
        try decide(.release, 2)
        #expect(try fees().last == "2 changed open t release changed")
        let charges = try desk.rows(
            """
            select concat_ws(' ', id, generation, cents, export, bucket, coalesce(reason, '-')) as charge
            from ledger.charge where id = '1' order by generation
            """,
            "charge"
        )
        #expect(charges == ["1 1 100 1 written -", "1 2 300 2 held changed"])
        // Written off and reopened meanwhile, it books no third one.
        try decide(.writeOff, 2)
        try decide(.reopen, 2)
        try decide(.release, 2)
        #expect(
            try desk.count("select count(*) as count from ledger.charge where id = '1'") == 2
        )
        try desk.settle(releasing: [(held: 2, amount: 300, target: 0)])
        #expect(try fees().last == "2 changed released f release changed")
        #expect(try books(2) == ["1 1 0 0 0 0"])
    }

    @Test func `a write-off moves the books to skipped, and a reopening back`() throws {
        #expect(try books(1) == ["2 1 1 1250 0 0"])
        try decide(.writeOff, 1)
        #expect(try books(1) == ["2 1 0 0 1 1250"])
        #expect(try fees().first == "1 no_item_type written_off f write_off")
        try decide(.reopen, 1)
        #expect(try books(1) == ["2 1 1 1250 0 0"])
        #expect(try fees().first == "1 no_item_type open f reopen")
        #expect(
            try desk.count("select count(*) as count from ledger.audit where act like 'held%'") == 2
        )
    }

    @Test func `a decision on what was settled meanwhile changes nothing`() throws {
        let subjects = try desk.ledger.heldSubjects([.fee(.humboldt, 1), .fee(.humboldt, 2)])
            .compactMap(\.self)
        try decide(.writeOff, 2)
        let claim = try desk.claim()
        #expect(throws: LedgerError.self) {
            try desk.ledger.decide(.writeOff, on: subjects, under: claim, word: word)
        }
        #expect(try fees().first == "1 no_item_type open f")
        #expect(try books(1) == ["2 1 1 1250 0 0"])
        try desk.ledger.release(claim)
    }

    @Test func `who lost the campus decides nothing`() throws {
        let lost = try desk.claim()
        try desk.ledger.release(lost)
        let subjects = try desk.ledger.heldSubjects([.fee(.humboldt, 1)]).compactMap(\.self)
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.ledger.decide(.writeOff, on: subjects, under: lost, word: word)
        }
        #expect(try fees().first == "1 no_item_type open f")
    }

    @Test(arguments: HoldReason.allCases)
    func `every reason says whether a person can release it, and what else helps`(
        _ reason: HoldReason
    ) throws {
        let source = try desk.ledger.source(export: 1, at: .humboldt)
        for id in [HeldItemID.fee(.humboldt, 1), .export(.humboldt, 1)] {
            let subject = HeldSubject(
                id: id,
                standing: .open,
                reason: reason,
                tally: .zero,
                source: source
            )
            let refusal = subject.refusal(of: .release, givenReason: true)
            #expect(refusal?.remedy.text.isEmpty != true)
            if reason.cure == .writeOff || reason.cure == .nextLook { #expect(refusal != nil) }
            if reason.cure == .person {
                // Of a fee or of an export, never of both.
                let other = reason.canBeReleased(true) != reason.canBeReleased(false)
                #expect(other)
            }
        }
    }
}

import BursarModel
import Ledger
import PostgreSQL
import Testing

/// What becomes of the fees of an output that is taken back.
@Suite struct VoidTests {
    private let desk: LedgerDesk

    /// Output 1 holds two charges and a credit for SFS, output 2 a charge for another office.
    init() throws {
        desk = try LedgerDesk()
        try desk.settle(
            TestExport(
                "a.xml",
                number: "1",
                [
                    .charge("1"), .charge("2", 250), .charge("3", -300),
                    TestFee(id: "4", ending: .line(1)), .held("5"),
                ]
            )
        )
    }

    private func publish(_ output: Int, under claim: Claim) throws {
        try desk.ledger.markStaged(
            [
                (
                    output,
                    StagedBytes(
                        stagedName: "s",
                        sha256: [UInt8](repeating: 1, count: 32),
                        bytes: 1,
                        records: 1,
                        idHash: nil
                    )
                )
            ],
            under: claim,
            at: LedgerDesk.evening
        )
        try desk.ledger.markPublished(
            [output],
            recovered: false,
            under: claim,
            at: LedgerDesk.evening
        )
    }

    private func terms(joinsNext: Bool = true) -> VoidTerms {
        VoidTerms(
            author: "somebody",
            note: "taken back",
            joinsNext: joinsNext,
            hubVersion: "1.0",
            now: LedgerDesk.evening
        )
    }

    private func books() throws -> [String] {
        try desk.rows(
            """
            select concat_ws(' ', export, read_count, written_count, written_charge_cents,
                written_credit_cents, diverted_count, held_count, held_charge_cents,
                held_credit_cents) as books
            from ledger.export order by export
            """,
            "books"
        )
    }

    private func held() throws -> [String] {
        try desk.rows(
            """
            select concat_ws(' ', held, id, reason, state, coalesce(from_output::text, '-'),
                joins_next, coalesce(output::text, '-')) as fee
            from ledger.held_fee order by held
            """,
            "fee"
        )
    }

    @Test func `the fees of a void output are held, and the books move back`() throws {
        #expect(try books() == ["1 5 3 1500 300 1 1 1250 0"])
        let claim = try desk.claim()
        try publish(1, under: claim)
        try desk.ledger.beginRecall(1, under: claim)
        let taken = try desk.ledger.void(1, in: .recalling, under: claim, terms())
        #expect(taken == Tally(count: 3, chargeCents: 1500, creditCents: 300))
        #expect(try books() == ["1 5 0 0 0 1 4 2750 300"])
        #expect(
            try held() == [
                "1 5 no_item_type open - f -", "2 1 output_void open 1 t -",
                "3 2 output_void open 1 t -", "4 3 output_void open 1 t -",
            ]
        )
        #expect(
            try desk.rows(
                "select state, voided_by, note from ledger.output order by output",
                "state",
                "voided_by",
                "note"
            )
                == ["void somebody taken back", "planned - -"]
        )
        // The charges are as they were booked, so that the void output can be shown again.
        #expect(
            try desk.count("select count(*) as count from ledger.charge where output = 1") == 3
        )
    }

    @Test func `a diverted fee leaves the diverted ones`() throws {
        let claim = try desk.claim()
        #expect(try desk.ledger.void(2, in: .planned, under: claim, terms()).count == 1)
        #expect(try books() == ["1 5 3 1500 300 0 2 2500 0"])
    }

    @Test func `fees that join are released by the next settlement, in their order`() throws {
        let claim = try desk.claim()
        _ = try desk.ledger.void(1, in: .planned, under: claim, terms())
        let waiting = try desk.ledger.heldFeesToJudgeAnew(under: claim, hubVersion: "1.0")
        #expect(waiting.map { $0.fees.map(\.held) } == [[2, 3, 4]])
        #expect(
            try desk.ledger.campusesInForce(hubVersion: "1.0", at: LedgerDesk.evening)
                .map(\.heldToJudgeAnew) == [3]
        )
        try desk.ledger.release(claim)
        try desk.settle(releasing: [
            (held: 2, amount: 1250, target: 0), (held: 3, amount: 250, target: 0),
            (held: 4, amount: -300, target: 0),
        ])
        #expect(try books() == ["1 5 3 1500 300 1 1 1250 0"])
        #expect(
            try held().dropFirst() == [
                "2 1 output_void released 1 f 3", "3 2 output_void released 1 f 3",
                "4 3 output_void released 1 f 3",
            ]
        )
        // And out of that one again: each fee has left each output once.
        let again = try desk.claim()
        let taken = try desk.ledger.void(3, in: .planned, under: again, terms())
        #expect(taken == Tally(count: 3, chargeCents: 1500, creditCents: 300))
        #expect(try held().count == 7)
        #expect(try books() == ["1 5 0 0 0 1 4 2750 300"])
    }

    @Test func `fees that do not join wait for a person`() throws {
        let claim = try desk.claim()
        _ = try desk.ledger.void(1, in: .planned, under: claim, terms(joinsNext: false))
        #expect(
            try desk.ledger.heldFeesToJudgeAnew(under: claim, hubVersion: "2.0")
                .flatMap { $0.fees.map(\.held) } == [1]
        )
    }

    @Test func `a fee that joined in vain waits as any other`() throws {
        let claim = try desk.claim()
        _ = try desk.ledger.void(2, in: .planned, under: claim, terms())
        let draft = try desk.draft([], under: claim) {
            $0.rejudged = [.init(held: 2, reason: .noItemType, message: "")]
        }
        try desk.settle(draft, under: claim)
        #expect(try held().last == "2 4 no_item_type open 2 f -")
        #expect(
            try desk.ledger.heldFeesToJudgeAnew(under: claim, hubVersion: "1.0").isEmpty
        )
    }

    @Test func `an output is taken back once, from the state it was in, by who holds the campus`()
        throws
    {
        let claim = try desk.claim()
        #expect(throws: LedgerError.self) {
            try desk.ledger.void(1, in: .recalling, under: claim, terms())
        }
        #expect(throws: LedgerError.self) { try desk.ledger.beginRecall(1, under: claim) }
        _ = try desk.ledger.void(1, in: .planned, under: claim, terms())
        #expect(throws: LedgerError.self) {
            try desk.ledger.void(1, in: .planned, under: claim, terms())
        }
        #expect(throws: LedgerError.self) {
            try desk.ledger.void(1, in: .void, under: claim, terms())
        }
        #expect(try held().count == 4)
        try desk.ledger.release(claim)
        let successor = try desk.claim()
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.ledger.void(2, in: .planned, under: claim, terms())
        }
        try desk.ledger.release(successor)
    }

    @Test func `an output whose fees are not what it was booked with is not taken back`() throws {
        let claim = try desk.claim()
        try desk.administrator().execute(
            "update ledger.charge set bucket = 'held', reason = 'changed', output = null, record = null where id = '2'"
        )
        #expect(throws: LedgerError.self) {
            try desk.ledger.void(1, in: .planned, under: claim, terms())
        }
        #expect(try held().count == 1)
        #expect(
            try desk.rows("select state from ledger.output order by output", "state")
                == ["planned", "planned"]
        )
    }

    @Test func `a recall that finds nothing leaves the output sent, and collected`() throws {
        let claim = try desk.claim()
        try publish(1, under: claim)
        func uncollected() throws -> [Int] {
            try desk.ledger.uncollectedOutputs(
                in: "outbox/humboldt",
                of: "home",
                at: .humboldt
            ).map(\.output)
        }
        #expect(try uncollected() == [1])
        try desk.ledger.beginRecall(1, under: claim)
        #expect(try desk.ledger.outputsBeingRecalled(at: .humboldt).map(\.output) == [1])
        #expect(try uncollected() == [])
        try desk.ledger.endRecall(1, collectedAt: LedgerDesk.evening, under: claim)
        #expect(try uncollected() == [])
        #expect(try desk.ledger.outputs(of: .humboldt).last?.collectedAt == LedgerDesk.evening)
        // What was collected is not taken back.
        #expect(throws: LedgerError.self) { try desk.ledger.beginRecall(1, under: claim) }
        #expect(throws: LedgerError.self) {
            try desk.ledger.endRecall(1, collectedAt: nil, under: claim)
        }
    }

    @Test func `an output that gets the name of an earlier one tells that it was collected`() throws
    {
        let claim = try desk.claim()
        try publish(1, under: claim)
        try desk.ledger.release(claim)
        try desk.settle(TestExport("b.xml", number: "2", [.charge("9")]))
        try desk.administrator().execute(
            "update ledger.output set name = (select name from ledger.output where output = 1) where output = 3"
        )
        let next = try desk.claim()
        try publish(3, under: next)
        #expect(
            try desk.rows(
                "select output::text as o, (collected_at is not null)::text as c from ledger.output where state = 'published' order by output",
                "o",
                "c"
            )
                == ["1 true", "3 false"]
        )
    }
}

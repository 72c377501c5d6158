import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct HeldReportTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

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
}

import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct AllOrNothingTests {
    private let desk: LedgerDesk

    private struct Refusal: Error {}

    init() throws { desk = try LedgerDesk() }

    /// How many rows each table of the ledger has, but for leases.
    private func rowCounts() throws -> [String] {
        var counts: [String] = []
        for table in [
            "charge", "duplicate", "export", "held_fee", "output",
        ] as [String] {
            let count =
                switch table {
                case "charge": try desk.count("select count(*) as count from ledger.charge")
                case "duplicate": try desk.count("select count(*) as count from ledger.duplicate")
                case "export": try desk.count("select count(*) as count from ledger.export")
                case "held_fee": try desk.count("select count(*) as count from ledger.held_fee")
                default: try desk.count("select count(*) as count from ledger.output")
                }
            counts.append("\(table) \(count)")
        }
        return counts
    }

    private let nothing = ["charge 0", "duplicate 0", "export 0", "held_fee 0", "output 0"]

    @Test func `a rehearsal shows what a run would do and leaves no trace`() throws {
        let claim = try desk.claim()
        let draft = try desk.draft(
            [TestExport([.charge("1"), .charge("1"), .held("2")])],
            under: claim
        )
        let shown = try desk.ledger.rehearse(draft, under: claim, desk.terms()) { settlement in
            let output = try #require(settlement.outputs[0])
            let charges = try desk.ledger.withCharges(of: output, at: .humboldt) { try $0.all() }
            #expect(charges == ["1:1"])
            return settlement
        }
        #expect(try rowCounts() == nothing)
        // The staged fees are as they were, so a run can still book them.
        let booked = try desk.settle(draft, under: claim)
        #expect(try booked.books() == shown.books())
        #expect(try booked.books().duplicate.count == 1)
        #expect(booked.outputs.map { $0?.lines } == shown.outputs.map { $0?.lines })
    }

    @Test func `a rehearsal whose showing fails says why and leaves no trace`() throws {
        let claim = try desk.claim()
        let draft = try desk.draft([TestExport([.charge("1")])], under: claim)
        #expect(throws: Refusal.self) {
            try desk.ledger.rehearse(draft, under: claim, desk.terms()) { _ in throw Refusal() }
        }
        #expect(try rowCounts() == nothing)
    }

    @Test(arguments: ["count", "cents", "line", "released"])
    func `books that do not balance change nothing`(_ what: String) throws {
        let claim = try desk.claim()
        let fees = [TestFee.charge("1"), .held("2")]
        let wrong = try desk.draft([TestExport(fees)], under: claim) { draft in
            switch what {
            case "count": draft.read[0].books.read.count += 1
            case "cents": draft.read[0].books.read.creditCents += 1
            case "line": draft.targets[0]?.lines.chargeCents += 1
            default:
                // An output that claims a held fee which nobody released.
                draft.targets[0]?.released = Tally(count: 1, chargeCents: 1250)
                draft.targets[0]?.lines = Tally(count: 2, chargeCents: 2500)
            }
        }
        let error = #expect(throws: LedgerError.self) {
            try desk.settle(wrong, under: claim)
        }
        guard case .booksDoNotBalance(.humboldt, _) = error else {
            Issue.record("thrown was \(String(describing: error))")
            return
        }
        #expect(try rowCounts() == nothing)
        // Nothing of it stays in the way of the right draft.
        let right = try desk.draft([TestExport(fees)], under: claim)
        #expect(try desk.settle(right, under: claim).books().written.count == 1)
    }

    @Test func `a settlement that is taken back leaves the staged fees as they were`() throws {
        let claim = try desk.claim()
        let draft = try desk.draft([TestExport([.charge(nil), .charge(nil)])], under: claim)
        var failing = desk.terms()
        failing.name = { _, _ in throw Refusal() }
        #expect(throws: Refusal.self) {
            try desk.settle(draft, under: claim, failing)
        }
        #expect(try rowCounts() == nothing)
        try desk.settle(draft, under: claim)
        #expect(
            try desk.rows("select right(id, 2) as p from ledger.charge order by ordinal", "p")
                == [".1", ".2"]
        )
    }

    @Test func `what is read of an export that breaks off is forgotten`() throws {
        let claim = try desk.claim()
        let staging = try desk.ledger.stageFees()
        var builder = DraftBuilder(staging, firstExport: 1)
        try staging.begin()
        try staging.add(
            TestFee.charge("lost").texts(ordinal: 1),
            StagedFee(
                export: 1,
                key: .transaction,
                derivedBeside: nil,
                fingerprint: TestFee.charge("lost").fingerprint,
                amount: Cents(1),
                date: nil,
                ending: .line(target: 0, record: 1, kind: .sfs)
            )
        )
        try staging.discard(export: 1)
        try builder.read(TestExport([.charge("1")]))
        try desk.settle(builder.draft, under: claim)
        #expect(try desk.rows("select id from ledger.charge", "id") == ["1"])
    }

    @Test func `an export that was staged whole can be forgotten too`() throws {
        let claim = try desk.claim()
        let staging = try desk.ledger.stageFees()
        var doubtful = DraftBuilder(staging, firstExport: 1)
        try doubtful.read(TestExport([.charge("1")]))
        try staging.discard(export: 1)
        var builder = DraftBuilder(staging, firstExport: 2)
        try builder.read(TestExport("b.xml", number: "2", [.charge("2")]))
        try desk.settle(builder.draft, under: claim)
        #expect(try desk.rows("select id from ledger.charge", "id") == ["2"])
    }

    @Test func `a campus is given back in the middle of an export, and the next one begins`() throws
    {
        try desk.onboard(.chico)
        let claim = try desk.claim()
        let staging = try desk.ledger.stageFees()
        try staging.begin()
        try desk.ledger.release(claim)
        let next = try desk.claim(.chico)
        let draft = try desk.draft([TestExport([.charge("1")])], under: next)
        try desk.settle(draft, under: next)
        #expect(try rowCounts().first == "charge 1")
    }

    @Test func `a held export has no books, and a copy has those of the first as duplicates`()
        throws
    {
        let first = TestExport("a.xml", number: "1", [.charge("1", 500), .charge("2", -1)])
        try desk.settle(first)
        let claim = try desk.claim()
        var draft = SettlementDraft()
        let original = try #require(
            try desk.ledger.booked(exportNumber: "1", at: .humboldt)
        )
        draft.duplicates = [.init(export: 2, file: first.file, original: original)]
        draft.held = [
            .init(
                export: 3,
                file: TestExport.file("c.xml", content: "<html>"),
                exportNumber: nil,
                isKnown: false,
                reason: .wrongRoot,
                message: "line 1, column 1: another root"
            )
        ]
        let settlement = try desk.settle(draft, under: claim)
        #expect(settlement.exports.map(\.state) == [.held, .duplicate])
        #expect(
            try settlement.books()
                == Books(
                    read: Tally(count: 2, chargeCents: 500, creditCents: 1),
                    duplicate: Tally(count: 2, chargeCents: 500, creditCents: 1)
                )
        )
        #expect(
            try desk.rows(
                """
                select export::text as x, state, reason, read_count::text as r,
                    duplicate_count::text as d, (booked_at is null)::text as u
                from ledger.export order by export
                """,
                "x",
                "state",
                "reason",
                "r",
                "d",
                "u"
            ) == [
                "1 converted - 2 0 false", "2 duplicate duplicate_file 2 2 false",
                "3 held wrong_root 0 0 true",
            ]
        )
    }
}

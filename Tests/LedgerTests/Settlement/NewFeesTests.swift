import BursarModel
import Digests
import Ledger
import PostgreSQL
import Testing

@Suite struct NewFeesTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

    @Test func `new fees are booked where judging sent them`() throws {
        let settlement = try desk.settle(
            TestExport([
                .charge("1", 1250), .charge("2", -300), .held("3"), .skipped("4"),
                TestFee(id: "5", ending: .line(1)),
            ])
        )
        let books = try settlement.books()
        #expect(books.read == Tally(count: 5, chargeCents: 5000, creditCents: 300))
        #expect(books.written == Tally(count: 2, chargeCents: 1250, creditCents: 300))
        #expect(books.diverted == Tally(count: 1, chargeCents: 1250, creditCents: 0))
        #expect(books.held == Tally(count: 1, chargeCents: 1250, creditCents: 0))
        #expect(books.skipped == Tally(count: 1, chargeCents: 1250, creditCents: 0))
        #expect(
            try desk.rows(
                """
                select id, bucket, reason, output::text as output, record::text as record
                from ledger.charge order by id
                """,
                "id",
                "bucket",
                "reason",
                "output",
                "record"
            ) == [
                "1 written - 1 1", "2 written - 1 2", "3 held no_item_type - -",
                "4 skipped rule - -",
                "5 diverted - 2 1",
            ]
        )
    }

    @Test func `outputs are planned with what was booked into them`() throws {
        let settlement = try desk.settle(
            TestExport([.charge("1", 1250), .charge("2", -300), TestFee(id: "5", ending: .line(1))])
        )
        let outputs = settlement.outputs.compactMap(\.self)
        #expect(outputs.map(\.output) == [1, 2])
        #expect(outputs.map(\.name) == ["output-0-1.dat", "output-1-2.dat"])
        #expect(outputs.map(\.kind) == [.sfs, .other])
        #expect(outputs.map(\.isAsRendered) == [true, true])
        #expect(outputs.map(\.state) == [.planned, .planned])
        #expect(outputs[0].lines == Tally(count: 2, chargeCents: 1250, creditCents: 300))
        #expect(outputs[0].runDate.iso == "2026-11-20")
        #expect(outputs[0].runSecond == 18 * 3600)
        #expect(outputs.map { $0.id(at: .humboldt).reported } == ["humboldt-1", "humboldt-2"])
    }

    @Test func `a day's outputs are counted through all its runs`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge("1")]))
        let second = try desk.settle(TestExport("b.xml", number: "2", [.charge("2")]))
        #expect(second.outputs.compactMap(\.self).map(\.runSequence) == [2])
        let nextDay = try desk.settle(
            TestExport("c.xml", number: "3", [.charge("3")]),
            at: LedgerDesk.evening.adding(seconds: 86_400)
        )
        #expect(nextDay.outputs.compactMap(\.self).map(\.runSequence) == [1])
    }

    @Test func `a target that no fee went to makes no output`() throws {
        let settlement = try desk.settle(TestExport([TestFee(id: "1", ending: .line(2))]))
        #expect(settlement.outputs.map { $0?.output } == [nil, nil, 3])
    }

    @Test func `a held fee waits with its message and reserves its key`() throws {
        try desk.settle(TestExport([.held("3", .noTerm)]))
        #expect(
            try desk.rows(
                """
                select held::text as held, kind, id, reason, message, state,
                    judged_revision::text as revision, judged_on::text as day
                from ledger.held_fee
                """,
                "held",
                "kind",
                "id",
                "reason",
                "message",
                "state",
                "revision",
                "day"
            ) == ["1 btx 3 no_term why open 1 2026-11-20"]
        )
        let again = try desk.settle(TestExport("b.xml", number: "2", [.held("3", .noTerm)]))
        #expect(try again.books().duplicate.count == 1)
        #expect(try desk.count("select count(*) as count from ledger.held_fee") == 1)
    }

    @Test func `a fee whose amount cannot be read is held and counts no cents`() throws {
        let fee = TestFee(id: "1", cents: nil, ending: .held(.amountSyntax))
        let settlement = try desk.settle(TestExport([fee]))
        #expect(try settlement.books().held == Tally(count: 1))
    }

    @Test func `a fee without a usable key is held and reserves none`() throws {
        let fee = TestFee(id: "x", ending: .held(.fieldTooLong), hasKey: false)
        try desk.settle(TestExport([fee, fee]))
        #expect(try desk.count("select count(*) as count from ledger.charge") == 0)
        #expect(
            try desk.count("select count(*) as count from ledger.held_fee where id is null") == 2
        )
    }

    @Test func `a fee without a usable key is never written`() throws {
        let claim = try desk.claim()
        #expect(throws: PostgresError.self) {
            let draft = try desk.draft(
                [TestExport([TestFee(id: "x", hasKey: false)])],
                under: claim
            )
            _ = try desk.settle(draft, under: claim)
        }
        #expect(try desk.count("select count(*) as count from ledger.export") == 0)
    }

    @Test func `texts are stored verbatim`() throws {
        let id = #"INST'"; drop table ledger.charge; -- % \ é 00019145"#
        try desk.settle(TestExport([.charge(id)]))
        #expect(try desk.rows("select id from ledger.charge", "id") == [id])
        #expect(try desk.settle(TestExport("b.xml", number: "2", [.charge(id)])).released.isZero)
        #expect(try desk.count("select count(*) as count from ledger.duplicate") == 1)
    }

    @Test func `ids that differ in case, zeros or an inner blank are different charges`() throws {
        let ids = ["a1", "A1", "0a1", "a 1", "a1\u{A0}"]
        let settlement = try desk.settle(TestExport(ids.map { .charge($0) }))
        #expect(try settlement.books().written.count == 5)
    }

    @Test func `an empty export is booked with empty books`() throws {
        let settlement = try desk.settle(TestExport([]))
        #expect(try settlement.books() == .zero)
        #expect(try desk.rows("select state from ledger.export", "state") == ["converted"])
    }

    @Test func `the same id at two campuses is two charges`() throws {
        try desk.onboard(.chico)
        try desk.settle(TestExport([.charge("1")]))
        let claim = try desk.claim(.chico)
        let settlement = try desk.ledger.settle(
            try desk.draft([TestExport([.charge("1")])], under: claim),
            under: claim,
            desk.terms()
        )
        #expect(try settlement.books().written.count == 1)
    }
}

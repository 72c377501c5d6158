import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct RepeatedFeesTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

    private func charges() throws -> [String] {
        try desk.rows(
            "select id, bucket, reason, record::text as record from ledger.charge order by id",
            "id",
            "bucket",
            "reason",
            "record"
        )
    }

    private func heldFees() throws -> [String] {
        try desk.rows(
            """
            select export::text as export, ordinal::text as ordinal, reason
            from ledger.held_fee order by export, ordinal
            """,
            "export",
            "ordinal",
            "reason"
        )
    }

    // MARK: Transaction ids

    @Test func `fees that came before are duplicates, linked to both exports`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge("1", 500), .charge("2", -100)]))
        let again = try desk.settle(
            TestExport("b.xml", number: "2", [.charge("2", -100), .charge("1", 500)])
        )
        #expect(
            try again.books()
                == Books(
                    read: Tally(count: 2, chargeCents: 500, creditCents: 100),
                    duplicate: Tally(count: 2, chargeCents: 500, creditCents: 100)
                )
        )
        #expect(again.outputs.compactMap(\.self).isEmpty)
        #expect(
            try desk.rows(
                """
                select d.ordinal::text as ordinal, d.id, c.export::text as first
                from ledger.duplicate d join ledger.charge c using (campus, kind, id, generation)
                where d.export = 2 order by d.ordinal
                """,
                "ordinal",
                "id",
                "first"
            ) == ["1 2 1", "2 1 1"]
        )
    }

    @Test func `a known id with other values is held and changes nothing booked`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge("1", 500)]))
        let again = try desk.settle(TestExport("b.xml", number: "2", [.charge("1", 501)]))
        #expect(try again.books().held == Tally(count: 1, chargeCents: 501))
        #expect(try charges() == ["1 written - 1"])
        #expect(try heldFees() == ["2 1 changed"])
    }

    @Test func `equal fees under one id are one charge and a duplicate`() throws {
        let settlement = try desk.settle(
            TestExport([.charge("1"), .charge("2"), .charge("1"), .charge("3")])
        )
        #expect(try settlement.books().written.count == 3)
        #expect(try settlement.books().duplicate.count == 1)
        #expect(try charges() == ["1 written - 1", "2 written - 2", "3 written - 3"])
        #expect(settlement.outputs.compactMap(\.self).map(\.isAsRendered) == [false])
        #expect(settlement.outputs.compactMap(\.self).map(\.lines.count) == [3])
    }

    @Test func `different fees under one id are all held`() throws {
        let settlement = try desk.settle(
            TestExport([.charge("1", 500), .charge("2"), .charge("1", 501)])
        )
        #expect(try settlement.books().held == Tally(count: 2, chargeCents: 1001))
        #expect(try settlement.books().written.count == 1)
        #expect(try heldFees() == ["1 1 changed", "1 3 changed"])
    }

    @Test func `an id that came with different values is not charged when it comes alone`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge("1", 500), .charge("1", 501)]))
        let same = try desk.settle(TestExport("b.xml", number: "2", [.charge("1", 500)]))
        #expect(try same.books().written.count == 0)
        let other = try desk.settle(TestExport("c.xml", number: "3", [.charge("1", 501)]))
        #expect(try other.books().written.count == 0)
    }

    @Test func `a known fee beside a changed one of its id leaves both held`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge("1", 500)]))
        let again = try desk.settle(
            TestExport("b.xml", number: "2", [.charge("1", 501), .charge("1", 500)])
        )
        #expect(try again.books().held.count == 2)
        #expect(try charges() == ["1 written - 1"])
    }

    @Test func `what came in an export is known to the next one of the same run`() throws {
        let settlement = try desk.settle(
            TestExport("a.xml", number: "1", [.charge("1"), .charge("2")]),
            TestExport("b.xml", number: "2", [.charge("2"), .charge("3")])
        )
        #expect(settlement.exports.map(\.books.duplicate.count) == [0, 1])
        #expect(try charges() == ["1 written - 1", "2 written - 2", "3 written - 3"])
    }

    @Test func `a held fee that comes again under another judgement is still a duplicate`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.held("1")]))
        let again = try desk.settle(TestExport("b.xml", number: "2", [.charge("1")]))
        #expect(try again.books().duplicate.count == 1)
    }

    // MARK: Fees without an id

    @Test func `equal fees without an id in one export are charges of their own`() throws {
        let settlement = try desk.settle(
            TestExport([.charge(nil), .charge(nil, 900), .charge(nil)])
        )
        #expect(try settlement.books().written.count == 3)
        #expect(
            try desk.rows(
                "select right(id, 2) as place, ordinal::text as o from ledger.charge order by ordinal",
                "place",
                "o"
            ) == [".1 1", ".1 2", ".2 3"]
        )
    }

    @Test func `a fee without an id that came before is held as suspected`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge(nil)]))
        let again = try desk.settle(TestExport("b.xml", number: "2", [.charge(nil), .charge(nil)]))
        #expect(try again.books().held.count == 1)
        #expect(try again.books().written.count == 1)
        #expect(try heldFees() == ["2 1 suspected_duplicate"])
    }

    @Test func `equal fees without an id in two exports of one run are suspected`() throws {
        let settlement = try desk.settle(
            TestExport("a.xml", number: "1", [.charge(nil)]),
            TestExport("b.xml", number: "2", [.charge(nil)])
        )
        #expect(settlement.exports.map(\.books.held.count) == [0, 1])
    }

    @Test func `a fee that came without an id is suspected when it comes with one`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge(nil)]))
        let again = try desk.settle(
            TestExport("b.xml", number: "2", [.charge("1"), .charge("2", 9)])
        )
        #expect(try again.books().held.count == 1)
        #expect(try again.books().written.count == 1)
        #expect(try heldFees() == ["2 1 suspected_duplicate"])
    }

    @Test func `a suspected fee with an id is a duplicate when it comes again`() throws {
        try desk.settle(TestExport("a.xml", number: "1", [.charge(nil)]))
        try desk.settle(TestExport("b.xml", number: "2", [.charge("1")]))
        let again = try desk.settle(TestExport("c.xml", number: "3", [.charge("1")]))
        #expect(try again.books().duplicate.count == 1)
        #expect(try heldFees() == ["2 1 suspected_duplicate"])
    }
}

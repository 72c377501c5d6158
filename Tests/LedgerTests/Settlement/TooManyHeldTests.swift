import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct TooManyHeldTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

    private func export(
        _ name: String = "a.xml",
        number: String = "1",
        held: Int,
        of read: Int,
        from first: Int = 0,
        knownAs: Int? = nil,
        isReleased: Bool = false
    ) -> TestExport {
        let fees = (0..<read).map { index in
            index < held ? TestFee.held("\(first + index)") : .charge("\(first + index)")
        }
        return TestExport(name, number: number, knownAs: knownAs, isReleased: isReleased, fees)
    }

    @Test(arguments: [
        // Both figures must be exceeded: more than 20, and more than a tenth.
        (held: 20, read: 100, isHeld: false), (held: 21, read: 100, isHeld: true),
        (held: 21, read: 210, isHeld: false), (held: 21, read: 209, isHeld: true),
        (held: 100, read: 1000, isHeld: false), (held: 101, read: 1000, isHeld: true),
        (held: 5, read: 5, isHeld: false), (held: 21, read: 21, isHeld: true),
    ])
    func `an export is held above both figures`(held: Int, read: Int, isHeld: Bool) throws {
        let settlement = try desk.settle(export(held: held, of: read))
        #expect(settlement.exports.map(\.state) == [isHeld ? .held : .converted])
        #expect(settlement.exports.map(\.reason) == [isHeld ? .tooManyHeld : nil])
        #expect(try settlement.books().read.count == (isHeld ? 0 : Int64(read)))
        #expect(
            try desk.count("select count(*) as count from ledger.charge") == (isHeld ? 0 : read)
        )
        #expect(
            try desk.count("select count(*) as count from ledger.held_fee") == (isHeld ? 0 : held)
        )
        #expect(settlement.outputs.compactMap(\.self).isEmpty == (isHeld || held == read))
    }

    @Test func `fees that the ledger holds count as well as those judging held`() throws {
        try desk.settle(TestExport("a.xml", number: "1", (0..<15).map { .charge("\($0)", 100) }))
        let changed = (0..<15).map { TestFee.charge("\($0)", 101) }
        let held = (100..<106).map { TestFee.held("\($0)") }
        let settlement = try desk.settle(TestExport("b.xml", number: "2", changed + held))
        #expect(settlement.exports.map(\.reason) == [.tooManyHeld])
        #expect(
            settlement.exports.map(\.message?.text) == [
                "21 of 21 fees would be held, most for changed"
            ]
        )
    }

    @Test func `duplicates do not count as held`() throws {
        let fees = (0..<60).map { TestFee.held("\($0)") }
        try desk.settle(
            TestExport("a.xml", number: "1", fees),
            holding: HoldCeiling(atLeast: 100, shareBasisPoints: 1000)
        )
        let settlement = try desk.settle(TestExport("b.xml", number: "2", fees + [.charge("x")]))
        #expect(settlement.exports.map(\.state) == [.converted])
        #expect(try settlement.books().duplicate.count == 60)
    }

    @Test func `an export that a person released goes on with its held fees`() throws {
        try desk.settle(export(held: 30, of: 40))
        let settlement = try desk.settle(export(held: 30, of: 40, knownAs: 1, isReleased: true))
        #expect(settlement.exports.map(\.state) == [.converted])
        #expect(try settlement.books().held.count == 30)
        #expect(try desk.rows("select state from ledger.export", "state") == ["converted"])
    }

    @Test func `a held export that is cured is booked under the number it has`() throws {
        try desk.settle(export(held: 30, of: 40))
        #expect(
            try desk.rows("select reason, message from ledger.export", "reason", "message")
                == [
                    "too_many_held 30 of 40 fees would be held, most for no_item_type of OVERDUEFINE"
                ]
        )
        let settlement = try desk.settle(export(held: 0, of: 40, knownAs: 1))
        #expect(settlement.exports.map(\.export) == [1])
        #expect(
            try desk.rows(
                "select state, reason, message, read_count::text as read from ledger.export",
                "state",
                "reason",
                "message",
                "read"
            ) == ["converted - - 40"]
        )
    }

    @Test func `an export that is held leaves the outputs of its neighbours whole`() throws {
        let settlement = try desk.settle(
            export("a.xml", number: "1", held: 0, of: 3),
            export("b.xml", number: "2", held: 30, of: 40, from: 100),
            export("c.xml", number: "3", held: 0, of: 2, from: 200)
        )
        #expect(settlement.exports.map(\.state) == [.converted, .held, .converted])
        let outputs = settlement.outputs.compactMap(\.self)
        #expect(outputs.map(\.lines) == [Tally(count: 5, chargeCents: 6250)])
        #expect(outputs.map(\.isAsRendered) == [false])
        #expect(
            try desk.rows(
                "select export::text as x, record::text as r from ledger.charge order by record",
                "x",
                "r"
            ) == ["1 1", "1 2", "1 3", "3 4", "3 5"]
        )
    }

    @Test func `no empty output is made for exports that are all held`() throws {
        let claim = try desk.claim()
        let draft = try desk.draft([export(held: 30, of: 40)], under: claim) {
            $0.targets[0]?.isWrittenEmpty = true
        }
        let settlement = try desk.settle(draft, under: claim)
        #expect(settlement.exports.map(\.state) == [.held])
        #expect(settlement.outputs.compactMap(\.self).isEmpty)
    }

    @Test func `an output without a record is made where the format wants one`() throws {
        let claim = try desk.claim()
        let draft = try desk.draft([TestExport([])], under: claim) {
            $0.targets = [
                SettlementDraft.Target(
                    format: "humboldt-sf",
                    file: 0,
                    kind: .sfs,
                    export: nil,
                    lines: .zero,
                    released: .zero,
                    isIntact: true,
                    isWrittenEmpty: true
                )
            ]
        }
        let settlement = try desk.settle(draft, under: claim)
        #expect(settlement.outputs.compactMap(\.self).map(\.lines) == [.zero])
    }
}

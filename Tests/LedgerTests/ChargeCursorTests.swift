import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct ChargeCursorTests {
    private let desk: LedgerDesk

    private struct Refusal: Error {}

    init() throws { desk = try LedgerDesk() }

    @Test func `an output of many blocks gives its charges in the order of its records`() throws {
        let fees = (0..<30_001).map { index in
            TestFee(id: "\(index)", ending: .line(index % 3 == 0 ? 1 : 0))
        }
        let settlement = try desk.settle(
            TestExport("a.xml", number: "1", Array(fees[..<20_000])),
            TestExport("b.xml", number: "2", Array(fees[20_000...]))
        )
        let output = try #require(settlement.outputs[0])
        let expected = (0..<30_001).filter { $0 % 3 != 0 }.map { index in
            index < 20_000 ? "1:\(index + 1)" : "2:\(index - 19_999)"
        }
        #expect(expected.count == 20_000)
        #expect(
            try desk.ledger.withCharges(of: output, at: .humboldt) { try $0.all() } == expected
        )
        let inside = try desk.connection.transaction {
            try desk.ledger.withCharges(of: output, at: .humboldt) { try $0.all() }
        }
        #expect(inside == expected)
        let other = try #require(settlement.outputs[1])
        let others = try desk.ledger.withCharges(of: other, at: .humboldt) { try $0.all() }
        #expect(others.count == 10_001)
    }

    @Test func `more than a block is fetched where an output has more`() throws {
        let settlement = try desk.settle(TestExport((0..<20_001).map { .charge("\($0)") }))
        let output = try #require(settlement.outputs[0])
        let charges = try desk.ledger.withCharges(of: output, at: .humboldt) { try $0.all() }
        #expect(charges.count == 20_001)
        #expect(charges.last == "1:20001")
    }

    @Test func `an error in the middle leaves the next reading whole`() throws {
        let settlement = try desk.settle(TestExport((0..<5).map { .charge("\($0)") }))
        let output = try #require(settlement.outputs[0])
        #expect(throws: Refusal.self) {
            try desk.ledger.withCharges(of: output, at: .humboldt) { charges in
                _ = try charges.peek()
                throw Refusal()
            }
        }
        #expect(
            try desk.ledger.withCharges(of: output, at: .humboldt) { try $0.all() }.count == 5
        )
        #expect(throws: Refusal.self) {
            try desk.connection.transaction {
                try desk.ledger.withCharges(of: output, at: .humboldt) { _ in throw Refusal() }
            }
        }
        #expect(
            try desk.ledger.withCharges(of: output, at: .humboldt) { try $0.all() }.count == 5
        )
    }

    @Test func `charges of another campus or output do not get in`() throws {
        try desk.onboard(.chico)
        let settlement = try desk.settle(
            TestExport([.charge("1"), .held("2"), TestFee(id: "3", ending: .line(1))])
        )
        let claim = try desk.claim(.chico)
        let draft = try desk.draft([TestExport([.charge("1"), .charge("2")])], under: claim)
        try desk.settle(draft, under: claim)
        let output = try #require(settlement.outputs[0])
        #expect(
            try desk.ledger.withCharges(of: output, at: .humboldt) { try $0.all() } == ["1:1"]
        )
    }

    @Test func `an export's source is what was taken`() throws {
        let export = TestExport([.charge("1")])
        try desk.settle(export)
        let source = try desk.ledger.source(export: 1, at: .humboldt)
        #expect(source.exportNumber == export.exportNumber)
        #expect(source.file.sha256 == export.file.sha256)
        #expect(source.file.archivedAs == export.file.archivedAs)
        #expect(source.file.receivedAt == LedgerDesk.evening)
        #expect(throws: LedgerError.self) { try desk.ledger.source(export: 2, at: .humboldt) }
    }
}

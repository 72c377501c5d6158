import BursarModel
import Ledger
import PostgreSQL
import Testing

/// T2 of outputs whose records are not their fees, one by one, in the order of coming.
@Suite struct PlacementTests {
    private let desk: LedgerDesk
    private let claim: Claim

    init() throws {
        desk = try LedgerDesk()
        try desk.settle(
            TestExport("a.xml", number: "1", [.charge("1"), .charge("2"), .charge("3")])
        )
        claim = try desk.claim()
    }

    /// Stages output 1 with so many records; rows are place, first place and record.
    private func stage(_ records: Int64, _ rows: [(Int64, Int64, Int64?)]) throws {
        var bytes = StagedBytes.some(of: "1")
        bytes.records = records
        try desk.ledger.markStaged(
            [(1, bytes)],
            arranged: [(1, { place in for row in rows { try place(row.0, row.1, row.2) } })],
            under: claim,
            at: LedgerDesk.evening
        )
    }

    private func placed() throws -> [String] {
        try desk.rows(
            "select place::text, record::text from ledger.output_record order by place",
            "place",
            "record"
        )
    }

    @Test func `an output counts as many records as fees until its bytes are fixed`() throws {
        let planned = try #require(try desk.ledger.outputs(of: .humboldt).first)
        #expect((planned.records, planned.fees) == (3, 3))
        try stage(2, [(2, 2, 1), (1, 1, 2), (3, 1, nil)])
        let staged = try #require(try desk.ledger.outputs(of: .humboldt).first)
        #expect((staged.records, staged.fees) == (2, 3))
        #expect(try placed() == ["1 2", "2 1", "3 2"])
        // Its fees are what the books are proved with, whatever its records are.
        let unfinished = try #require(try desk.ledger.unfinishedOutputs(of: .humboldt).first)
        #expect(unfinished.lines.count == 3)
    }

    @Test(
        arguments: [
            [(2, 2, 1), (1, 1, 2)],
            [(2, 2, 1), (1, 1, 2), (3, 3, nil)],
            [(1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 4)],
        ] as [[(Int64, Int64, Int64?)]]
    )
    func `a fee without a record, or one too many, stops the output`(
        _ rows: [(Int64, Int64, Int64?)]
    ) throws {
        #expect(throws: LedgerError.self) { try stage(2, rows) }
        #expect(try placed() == [])
        #expect(try desk.rows("select state from ledger.output", "state") == ["planned"])
    }
}

import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct PublicationTests {
    private let desk: LedgerDesk
    private let claim: Claim

    init() throws {
        desk = try LedgerDesk()
        try desk.settle(
            TestExport("a.xml", number: "1", [.charge("1"), TestFee(id: "2", ending: .line(1))])
        )
        claim = try desk.claim()
    }

    private func states() throws -> [String] {
        try desk.rows(
            "select state, recovered_by, note from ledger.output order by output",
            "state",
            "recovered_by",
            "note"
        )
    }

    private func stage(_ outputs: Int...) throws {
        try desk.ledger.markStaged(
            outputs.map { ($0, StagedBytes.some(of: "\($0)")) },
            under: claim,
            at: LedgerDesk.evening
        )
    }

    private func publish(_ outputs: Int..., recovered: Bool = false) throws {
        try desk.ledger.markPublished(
            outputs,
            recovered: recovered,
            under: claim,
            at: LedgerDesk.evening
        )
    }

    @Test func `an output goes from planned over staged to published`() throws {
        try stage(1, 2)
        #expect(try states() == ["staged - -", "staged - -"])
        try publish(1)
        #expect(try states() == ["published - -", "staged - -"])
        let summary = try #require(try desk.ledger.outputs(of: .humboldt).last)
        #expect(summary.state == .published)
        #expect(summary.publishedAt == LedgerDesk.evening)
        #expect(summary.bytes == 1)
        #expect(summary.path == "outbox/humboldt/output-0-1.dat")
    }

    @Test func `an output that waits or is in doubt can still be published`() throws {
        try stage(1, 2)
        try desk.ledger.mark(1, .waiting, note: "its name is taken", under: claim)
        try desk.ledger.mark(2, .inDoubt, note: "nobody knows", under: claim)
        #expect(try states() == ["waiting - its name is taken", "in_doubt - nobody knows"])
        #expect(
            try desk.ledger.openWork(at: .humboldt)
                == .init(heldFees: 0, heldExports: 0, inDoubtOutputs: 1, waitingOutputs: 1)
        )
        try desk.ledger.mark(2, .staged, note: "refused clearly", under: claim)
        try publish(1, 2, recovered: true)
        #expect(
            try states() == ["published \(claim.run) -", "published \(claim.run) -"]
        )
    }

    @Test func `a step is not taken twice, skipped or taken back`() throws {
        #expect(throws: LedgerError.self) { try publish(1) }
        #expect(throws: LedgerError.self) {
            try desk.ledger.mark(1, .waiting, note: "", under: claim)
        }
        try stage(1)
        #expect(throws: LedgerError.self) { try stage(1) }
        try publish(1)
        #expect(throws: LedgerError.self) { try publish(1) }
        #expect(throws: LedgerError.self) { try stage(1) }
        #expect(throws: LedgerError.self) {
            try desk.ledger.mark(1, .waiting, note: "", under: claim)
        }
        #expect(throws: LedgerError.self) { try stage(99) }
        #expect(try states() == ["published - -", "planned - -"])
    }

    @Test func `outputs are staged and published together or not at all`() throws {
        #expect(throws: LedgerError.self) { try stage(1, 99) }
        #expect(try states() == ["planned - -", "planned - -"])
        try stage(1, 2)
        try publish(2)
        #expect(throws: LedgerError.self) { try publish(1, 2) }
        #expect(try states() == ["staged - -", "published - -"])
    }

    @Test(arguments: [OutputState.planned, .published, .recalling, .void])
    func `an output is marked only for what keeps it back`(_ state: OutputState) throws {
        try stage(1)
        #expect(throws: PostgresError.self) {
            try desk.ledger.mark(1, state, note: "", under: claim)
        }
        #expect(try states() == ["staged - -", "planned - -"])
    }

    @Test func `unfinished outputs come back as they were planned`() throws {
        try stage(1)
        let unfinished = try desk.ledger.unfinishedOutputs(of: .humboldt)
        #expect(unfinished.map(\.output) == [1, 2])
        #expect(unfinished.map(\.state) == [.staged, .planned])
        #expect(unfinished[0].stagedName == "1.e1")
        #expect(unfinished[0].sha256 == StagedBytes.some(of: "1").sha256)
        #expect(unfinished[1].stagedName == nil)
        #expect(unfinished.allSatisfy { $0.isRecovered && !$0.isAsRendered })
        #expect(unfinished[0].plannedAt == LedgerDesk.evening)
        #expect(unfinished[0].runDate.iso == "2026-11-20")
        #expect(unfinished[0].runSecond == 64_800)
        #expect(unfinished.map(\.runSequence) == [1, 2])
        #expect(unfinished.map(\.fileSequence) == [1, 1])
        #expect(unfinished[0].lines == Tally(count: 1, chargeCents: 1250))
        try publish(1)
        #expect(try desk.ledger.unfinishedOutputs(of: .humboldt).map(\.output) == [2])
    }
}

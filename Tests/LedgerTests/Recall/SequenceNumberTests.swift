import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct SequenceNumberTests {
    private let desk: LedgerDesk
    private let claim: Claim

    init() throws {
        desk = try LedgerDesk()
        try desk.settle(
            TestExport("a.xml", number: "1", [.charge("1"), TestFee(id: "2", ending: .line(1))])
        )
        claim = try desk.claim()
        try desk.ledger.markStaged(
            [1, 2].map { number in
                (
                    number,
                    StagedBytes(
                        stagedName: "s\(number)",
                        sha256: [UInt8](repeating: 1, count: 32),
                        bytes: 1,
                        records: 1,
                        idHash: nil
                    )
                )
            },
            under: claim,
            at: LedgerDesk.evening
        )
    }

    private func unfinished() throws -> [PlannedOutput] {
        try desk.ledger.unfinishedOutputs(of: .humboldt)
    }

    @Test func `a staged or waiting output gets the next number of its own business day`() throws {
        let first = try unfinished()[0]
        let renamed = try desk.ledger.renumber(first, under: claim) {
            "out-\($0.run)-\($0.file).dat"
        }
        #expect(renamed.runSequence == 3)
        #expect(renamed.fileSequence == 2)
        #expect(renamed.name == "out-3-2.dat")
        try desk.ledger.mark(1, .waiting, note: "taken", under: claim)
        let again = try desk.ledger.renumber(renamed, under: claim) {
            "out-\($0.run)-\($0.file).dat"
        }
        #expect(again.runSequence == 4)
        #expect(try unfinished().map(\.name) == ["out-4-3.dat", "output-1-2.dat"])
        #expect(try unfinished()[0].state == .staged)
        #expect(try unfinished()[0].stagedName == "s1")

        // The next settlement, and the next claim, go on behind it.
        let settlement = try desk.settle(
            try desk.draft([TestExport("b.xml", number: "2", [.charge("9")])], under: claim),
            under: claim
        )
        #expect(settlement.outputs.compactMap { $0?.runSequence } == [5])
        #expect(settlement.outputs.compactMap { $0?.fileSequence } == [4])
        try desk.ledger.release(claim)
        let counts = try desk.claim().dayCounts
        #expect(counts.outputs == 5)
        #expect([0, 1].map { counts.outputs(ofFile: $0, of: "humboldt-sf") } == [4, 1])
        let other = try #require(CalendarDate(iso: "2026-11-21"))
        #expect(try desk.claim(runDate: other).dayCounts.outputs == 0)
    }

    @Test func `a number is drawn for what was just tried, and for nothing else`() throws {
        let first = try unfinished()[0]
        _ = try desk.ledger.renumber(first, under: claim) { "out-\($0.run)-\($0.file).dat" }
        // Somebody drew one meanwhile.
        #expect(throws: LedgerError.self) {
            try desk.ledger.renumber(first, under: claim) { "out-\($0.run)-\($0.file).dat" }
        }
        for state in [OutputState.inDoubt, .published] {
            let second = try unfinished()[1]
            if state == .inDoubt {
                try desk.ledger.mark(2, .inDoubt, note: "", under: claim)
            } else {
                try desk.ledger.markPublished(
                    [2],
                    recovered: false,
                    under: claim,
                    at: LedgerDesk.evening
                )
            }
            #expect(throws: LedgerError.self) {
                try desk.ledger.renumber(second, under: claim) { "out-\($0.run)-\($0.file).dat" }
            }
        }
        try desk.ledger.release(claim)
        _ = try desk.claim()
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.ledger.renumber(first, under: claim) { "out-\($0.run)-\($0.file).dat" }
        }
    }
}

import BursarModel
import Ledger
import Testing

@testable import Hub

/// What one export's fees are to each other, as a run would find it.
@Suite struct SampleSettlementTests {
    /// Fees as `id:cents`, without an id where it is empty; a held one has `!` at its end.
    private func settled(
        _ fees: [String],
        ceiling: HoldCeiling = HoldCeiling()
    ) -> SampleSettlement {
        SampleSettlement(
            fees.enumerated().map { place, fee in
                let parts = fee.split(separator: ":", omittingEmptySubsequences: false)
                var texts = FeeTexts()
                texts.ordinal = Int64(place) + 1
                texts.arena += Array(parts[0].utf8)
                texts.ranges[FeeField.transactionID.rawValue] = 0..<parts[0].utf8.count
                var judged = JudgedFee()
                judged.amount = Int64(parts[1].filter { $0 != "!" }).map { Cents($0) }
                var identity = FeeIdentity(alsoDeriveKeys: false)
                identity.identify(texts, amount: judged.amount, into: &judged)
                let ending: FeeEnding =
                    fee.hasSuffix("!")
                    ? .held(.noItemType, "")
                    : .line(target: 0, record: Int64(place) + 1, kind: .sfs)
                return SampleFee(texts, judged, ending: ending)
            },
            ceiling: ceiling
        )
    }

    @Test func `equal fees under one id count once, and the others repeat the first`() throws {
        let settlement = settled(["1:500", "2:700", "1:500", "1:500"])
        #expect(settlement.fees.map(\.bucket) == [.written, .written, .duplicate, .duplicate])
        #expect(settlement.fees.map(\.repeated) == [nil, nil, 1, 1])
        #expect(settlement.changedTargets == [0])
        #expect(try settlement.books().balance)
    }

    @Test func `different fees under one id are all held`() {
        let settlement = settled(["1:500", "1:501", "2:700", "1:500"])
        #expect(settlement.fees.map(\.bucket) == [.held, .held, .written, .held])
        #expect(settlement.changedTargets == [0])
    }

    @Test func `equal fees without an id are different fees`() {
        let settlement = settled([":500", ":500"])
        #expect(settlement.fees.map(\.bucket) == [.written, .written])
        #expect(settlement.changedTargets == [])
    }

    @Test func `held fees that repeat count as duplicates before the ceiling is asked`() throws {
        let ceiling = HoldCeiling(atLeast: 1, shareBasisPoints: 1)
        #expect(settled(["1:500!", "1:500!", "2:1"], ceiling: ceiling).tooManyHeld == nil)
        let settlement = settled(["1:500!", "3:500!", "2:1"], ceiling: ceiling)
        #expect(
            settlement.tooManyHeld
                == "2 of 3 fees would be held, most for no_item_type of "
        )
        #expect(try settlement.books() == .zero)
    }
}

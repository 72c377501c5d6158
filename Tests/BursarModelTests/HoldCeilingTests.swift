import BursarModel
import Testing

struct HoldCeilingTests {
    @Test func `both figures must be exceeded to hold a whole export`() {
        let ceiling = HoldCeiling()
        #expect(!ceiling.isExceeded(held: 20, of: 20))
        #expect(ceiling.isExceeded(held: 21, of: 209))
    }

    @Test func `a share that is met exactly is not exceeded, and none is rounded`() {
        #expect(!HoldCeiling().isExceeded(held: 21, of: 210))
        #expect(!HoldCeiling(shareBasisPoints: 10_000).isExceeded(held: 50, of: 50))
        #expect(HoldCeiling(atLeast: 0, shareBasisPoints: 0).isExceeded(held: 1, of: .max))
        #expect(HoldCeiling().isExceeded(held: .max, of: .max))
    }
}

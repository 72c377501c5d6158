public import BursarModel

/// From where on a doubt is no longer one of single fees.
public struct HoldLimits: Hashable, Sendable {
    /// A fee of more cents, charge or credit, is held.
    public var largestAmount: Cents
    /// In hundredths of a percent; above it *and* above `heldAtLeast`, a whole export is held.
    public var heldShareBasisPoints: Int64
    public var heldAtLeast: Int64

    public init(
        largestAmount: Cents = Cents(250_000),
        heldShareBasisPoints: Int64 = 1_000,
        heldAtLeast: Int64 = 20
    ) {
        self.largestAmount = largestAmount
        self.heldShareBasisPoints = heldShareBasisPoints
        self.heldAtLeast = heldAtLeast
    }

    /// Whether so many fees held, of so many read, hold the whole export: `too_many_held`.
    ///
    /// Decided in whole numbers, because a share that is met exactly must not depend on rounding.
    public func areExceeded(held: Int64, of read: Int64) -> Bool {
        let part = held.multipliedFullWidth(by: 10_000)
        let share = read.multipliedFullWidth(by: heldShareBasisPoints)
        return held > heldAtLeast && (part.high, part.low) > (share.high, share.low)
    }
}

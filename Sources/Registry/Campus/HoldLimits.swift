public import BursarModel

/// What a campus will not have sent without a person's look.
public struct HoldLimits: Hashable, Sendable {
    /// A fee of more cents, charge or credit, is held.
    public var largestAmount: Cents
    public var ceiling: HoldCeiling

    public init(largestAmount: Cents = Cents(250_000), ceiling: HoldCeiling = HoldCeiling()) {
        self.largestAmount = largestAmount
        self.ceiling = ceiling
    }
}

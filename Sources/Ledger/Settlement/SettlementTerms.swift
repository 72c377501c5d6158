public import BursarModel

/// What a settlement is made under, beside the claim and the draft.
public struct SettlementTerms {
    public var now: Timestamp
    public var hubVersion: String
    /// The home whose staging folder the outputs will lie in.
    public var homeID: String
    /// Where the outputs will be delivered, as the campus file says.
    public var outbox: String
    public var ceiling: HoldCeiling
    /// The final name of a target's output, given its numbers on the business day.
    public var name: (_ target: Int, _ numbers: DayNumbers) throws -> String

    public init(
        now: Timestamp,
        hubVersion: String,
        homeID: String,
        outbox: String,
        ceiling: HoldCeiling,
        name: @escaping (_ target: Int, _ numbers: DayNumbers) throws -> String
    ) {
        self.now = now
        self.hubVersion = hubVersion
        self.homeID = homeID
        self.outbox = outbox
        self.ceiling = ceiling
        self.name = name
    }
}

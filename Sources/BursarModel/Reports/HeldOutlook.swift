/// What would become of a campus's held fees and exports under another revision.
///
/// Judged from the archive, to be told before the revision is recorded; nothing is booked by it.
public struct HeldOutlook: Hashable, Sendable {
    /// Held fees that would join the next run's outputs.
    public var freed = Tally.zero
    /// Held fees that a rule of the campus would leave out.
    public var leftOut = Tally.zero
    /// Held fees that stay held, each under the reason it would have then.
    public var remaining: [HoldReason: Tally] = [:]
    /// Held exports that would be read, and what of them could be written.
    public var freedExports: Int64 = 0
    public var freedExportFees = Tally.zero
    /// Held exports that stay held.
    public var remainingExports: [HoldReason: Int64] = [:]
    /// Archived exports that cannot be read: nobody knows what would become of their fees.
    public var obstacles: [Message] = []

    public init() {}

    public var isNothing: Bool { self == HeldOutlook() }

    /// All held fees that stay held.
    public var remainder: Tally {
        get throws(HoldReason) {
            var sum = Tally.zero
            for tally in remaining.values { try sum.add(tally) }
            return sum
        }
    }
}

public import BursarModel

/// What the records of one output add up to.
public struct OutputTotals: Hashable, Sendable {
    /// Counts records: one for each fee.
    public var tally: Tally
    public var idHash: IDHash

    public init(tally: Tally = .zero, idHash: IDHash = IDHash()) {
        self.tally = tally
        self.idHash = idHash
    }

    public var records: Int64 { tally.count }

    /// Takes up one record, with what `appendRecord` returned for it.
    ///
    /// - Throws: `total_overflow` instead of a trap; the totals stay as they were.
    public mutating func add(_ amount: Cents, _ id: IDHash) throws(HoldReason) {
        try tally.add(amount)
        idHash.add(id)
    }

    /// Takes up the totals of further records of the same output.
    public mutating func add(_ other: OutputTotals) throws(HoldReason) {
        try tally.add(other.tally)
        idHash.add(other.idHash)
    }
}

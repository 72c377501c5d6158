public import BursarModel

/// What the records of one output add up to.
public struct OutputTotals: Hashable, Sendable {
    /// Counts records: a group of fees is one.
    public var tally: Tally
    public var idHash: IDHash
    /// The id of the first record, while all have the same; such a hash would show whose it is.
    private var onlyID: IDHash?

    public init(tally: Tally = .zero, idHash: IDHash = IDHash()) {
        self.tally = tally
        self.idHash = idHash
    }

    public var records: Int64 { tally.count }

    /// The hash for reports, which show no student's id: nil where all records carry the same one.
    public var reportableIDHash: String? {
        onlyID == nil || onlyID?.value == 0 ? idHash.text : nil
    }

    /// Takes up one record, with what `appendRecord` returned for it.
    ///
    /// - Throws: `total_overflow` instead of a trap; the totals stay as they were.
    public mutating func add(_ amount: Cents, _ id: IDHash) throws(HoldReason) {
        onlyID = tally.count == 0 || onlyID == id ? id : nil
        try tally.add(amount)
        idHash.add(id)
    }

    /// Takes up the totals of further records of the same output.
    public mutating func add(_ other: OutputTotals) throws(HoldReason) {
        onlyID = tally.count == 0 || onlyID == other.onlyID ? other.onlyID : nil
        try tally.add(other.tally)
        idHash.add(other.idHash)
    }
}

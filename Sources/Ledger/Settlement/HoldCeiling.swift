/// What makes the campus hold a whole export instead of many of its fees.
public struct HoldCeiling: Sendable {
    /// Above both figures the export is held.
    public var atLeast: Int64
    /// In hundredths of a percent, so that no fraction is rounded.
    public var shareBasisPoints: Int64

    public init(atLeast: Int64, shareBasisPoints: Int64) {
        self.atLeast = atLeast
        self.shareBasisPoints = shareBasisPoints
    }

    /// `held / read > share`, multiplied out so that nothing is rounded.
    public func isExceeded(held: Int64, of read: Int64) -> Bool {
        guard held > atLeast else { return false }
        let (scaled, heldOverflows) = held.multipliedReportingOverflow(by: 10_000)
        let (allowed, readOverflows) = read.multipliedReportingOverflow(by: shareBasisPoints)
        return heldOverflows || (!readOverflows && scaled > allowed)
    }
}

/// From where on doubts about single fees are a doubt about their whole export.
public struct HoldCeiling: Hashable, Sendable {
    /// Above both figures the export is held as `too_many_held`.
    public var atLeast: Int64
    /// In hundredths of a percent, so that no fraction is rounded.
    public var shareBasisPoints: Int64

    public init(atLeast: Int64 = 20, shareBasisPoints: Int64 = 1_000) {
        self.atLeast = atLeast
        self.shareBasisPoints = shareBasisPoints
    }

    /// Whether so many fees held, of so many read, hold the whole export.
    ///
    /// Decided in whole numbers, because a share that is met exactly must not depend on rounding.
    public func isExceeded(held: Int64, of read: Int64) -> Bool {
        let part = held.multipliedFullWidth(by: 10_000)
        let share = read.multipliedFullWidth(by: shareBasisPoints)
        return held > atLeast && (part.high, part.low) > (share.high, share.low)
    }
}

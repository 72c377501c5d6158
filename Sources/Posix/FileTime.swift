import Glibc

/// A moment as file systems keep it: seconds and nanoseconds since 1970-01-01 00:00 UTC.
///
/// Two numbers, because whoever may touch a file may also date it to the year 9999, which would
/// overflow one of nanoseconds.
public struct FileTime: Hashable, Sendable {
    public let seconds: Int64
    public let nanoseconds: Int64

    public init(seconds: Int64, nanoseconds: Int64 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    init(_ time: timespec) {
        self.init(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    }

    /// How long after `earlier`; negative where it was before.
    public func elapsed(since earlier: FileTime) -> Duration {
        .seconds(seconds) - .seconds(earlier.seconds)
            + .nanoseconds(nanoseconds - earlier.nanoseconds)
    }

    /// Microseconds since 1970; the nearest that 64 bits hold for the years beyond.
    public var microseconds: Int64 {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, beyond) = product.addingReportingOverflow(nanoseconds / 1000)
        guard !overflow, !beyond else { return seconds < 0 ? .min : .max }
        return sum
    }
}

extension FileTime: Comparable {
    public static func < (one: FileTime, other: FileTime) -> Bool {
        (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }
}

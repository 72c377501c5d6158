internal import Posix

/// A moment after which waiting ends, on a clock that nobody sets.
///
/// Where the process is to end it comes sooner.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(in duration: Duration) {
        end = .now.advanced(by: duration)
    }

    var remaining: Duration {
        EndRequest.shortened(max(.zero, ContinuousClock.now.duration(to: end)))
    }

    var hasPassed: Bool { remaining == .zero }

    /// What `poll` takes, rounded up, so that it does not spin in the last millisecond.
    ///
    /// A long wait goes in slices, to see whether the process is to end.
    var pollMilliseconds: Int32 {
        let remaining = min(remaining, EndRequest.slice)
        return Int32(clamping: remaining.milliseconds + (remaining == .zero ? 0 : 1))
    }

    /// The earlier of this one and one that ends in `duration`.
    func atMost(_ duration: Duration) -> Duration { min(remaining, duration) }
}

extension Duration {
    /// Whole milliseconds; what PostgreSQL's settings take.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow
            ? .max
            : product.addingReportingOverflow(attoseconds / 1_000_000_000_000_000).partialValue
    }

    /// Sleeps this long, or until the process is to end.
    func sleep() { EndRequest.sleep(self) }
}

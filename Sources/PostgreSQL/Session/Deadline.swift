internal import Glibc

/// A moment after which waiting ends, on a clock that nobody sets.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(in duration: Duration) {
        end = .now.advanced(by: duration)
    }

    var remaining: Duration { max(.zero, ContinuousClock.now.duration(to: end)) }

    var hasPassed: Bool { remaining == .zero }

    /// What `poll` takes, rounded up, so that it does not spin in the last millisecond.
    var pollMilliseconds: Int32 { Int32(clamping: remaining.milliseconds + (hasPassed ? 0 : 1)) }

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

    /// Sleeps this long, also when signals come in.
    func sleep() {
        let end = Deadline(in: self)
        while !end.hasPassed { _ = poll(nil, 0, end.pollMilliseconds) }
    }
}

import Glibc

/// The clock of deadlines: it only goes forward, whatever is done to the time of day.
public enum MonotonicClock {
    /// Time since the machine started.
    public static var now: Duration {
        let time = FileTime(readOf: CLOCK_MONOTONIC)
        return .seconds(time.seconds) + .nanoseconds(time.nanoseconds)
    }
}

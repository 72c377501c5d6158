public import BursarModel
import Failpoints
import Posix

/// The time as the hub sees it; tests set it.
///
/// Dates on outputs come from here, once for each campus; leases go by the database's clock.
public struct HubClock: Sendable {
    private let reading: @Sendable () -> Timestamp

    public init(_ reading: @escaping @Sendable () -> Timestamp) { self.reading = reading }

    public static let system = HubClock {
        Timestamp(microseconds: WallClock.now.microseconds).adding(seconds: Failpoint.clockShift)
    }

    public static func fixed(_ moment: Timestamp) -> HubClock { HubClock { moment } }

    public var now: Timestamp { reading() }
}

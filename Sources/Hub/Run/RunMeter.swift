import Synchronization

/// How far a worker has come with a campus: told by it alone, and read by whoever shows it.
///
/// A fee costs it a load and a store, in whatever order they come; no lock, and no call to anybody.
public final class RunMeter: Sendable {
    public enum Stop: UInt8, Sendable, CaseIterable {
        case claiming
        case recovering
        case taking
        case reading
        case booking
        case writing
        case delivering
        case leaving
    }

    private let stopNumber = Atomic<UInt8>(Stop.claiming.rawValue)
    private let count = Atomic<Int64>(0)

    public var stop: Stop { Stop(rawValue: stopNumber.load(ordering: .relaxed)) ?? .claiming }

    /// Fees that were read so far.
    public var fees: Int64 { count.load(ordering: .relaxed) }

    init() {}

    func enter(_ stop: Stop) {
        // What is taken back from an outbox is read a second time, with the rest.
        if stop == .reading { count.store(0, ordering: .relaxed) }
        stopNumber.store(stop.rawValue, ordering: .relaxed)
    }

    func countFee() { count.store(count.load(ordering: .relaxed) &+ 1, ordering: .relaxed) }
}

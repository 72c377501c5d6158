import Posix
import Synchronization

/// How often each peer has come with a token that is none, lately.
final class FailedAttempts: Sendable {
    static let most = 10
    static let window: Duration = .seconds(60)
    private static let mostPeers = 10_000

    private struct Count {
        var failures: Int
        var end: Duration
    }

    private let counts = Mutex<[PeerAddress: Count]>([:])

    /// Whether the peer has to wait before it may try again.
    func areTooMany(from peer: PeerAddress) -> Bool {
        counts.withLock { counts in
            guard let count = counts[peer], count.end > MonotonicClock.now else { return false }
            return count.failures >= Self.most
        }
    }

    func note(from peer: PeerAddress) {
        let now = MonotonicClock.now
        counts.withLock { counts in
            if counts.count >= Self.mostPeers {
                counts = counts.filter { $0.value.end > now }
                if counts.count >= Self.mostPeers { counts = [:] }
            }
            if var count = counts[peer], count.end > now {
                count.failures += 1
                counts[peer] = count
            } else {
                counts[peer] = Count(failures: 1, end: now + Self.window)
            }
        }
    }
}

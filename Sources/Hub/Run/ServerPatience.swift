import Posix
import Synchronization

/// How long a run waits for a server that is away: once, however many campuses there are.
///
/// Where every campus waited a minute of its own, a worker with twenty of them would take twenty.
final class ServerPatience: Sendable {
    private let patience: Duration
    private let least: Duration
    /// By the clock of deadlines; nil while the server answers.
    private let end = Mutex<Duration?>(nil)

    /// `least` is left to each when all has been waited, so that a server which is back is found.
    init(_ patience: Duration, least: Duration = .seconds(5)) {
        self.patience = patience
        self.least = min(least, patience)
    }

    /// Hands over how long may be waited; where the server answered, the next may wait for all of it.
    func open<Session>(_ connect: (Duration) throws -> Session) rethrows -> Session {
        let now = MonotonicClock.now
        let last = end.withLock { end in
            let last = end ?? now + patience
            end = last
            return last
        }
        let session = try connect(max(least, last - now))
        end.withLock { $0 = nil }
        return session
    }
}

import Ledger
import Posix
import Synchronization

/// Whether everybody who reaches the server may look: on loopback alone, and only while no token
/// was ever made and no proxy vouches for people.
///
/// A token that is revoked stays a token that was made, so that revoking the last one opens
/// nothing. Once closed, it stays closed until the process ends.
final class OpenAccess: Sendable {
    private static let memory: Duration = .seconds(2)

    private let canBeOpen: Bool
    private let pool: DatabasePool
    /// Until when it is known to be open; nil once it is closed for good.
    private let openUntil = Mutex<Duration?>(.zero)

    init(_ settings: ServingSettings, _ pool: DatabasePool) {
        canBeOpen = settings.listen.isLoopback && settings.proxy == nil
        self.pool = pool
    }

    func isOpen() async throws -> Bool {
        guard canBeOpen, let until = openUntil.withLock(\.self) else { return false }
        if MonotonicClock.now < until { return true }
        let hasTokens = try await pool.ask { try $0.hasTokens() }
        openUntil.withLock { known in
            known = hasTokens || known == nil ? nil : MonotonicClock.now + Self.memory
        }
        return !hasTokens
    }
}

import Digests
import Posix
import Synchronization

/// The sessions of browsers that logged in, in memory alone: a restart ends them.
///
/// A session is a random id that stands for the digest of a token. Neither of both is kept, but
/// their digests are: what is looked up tells nothing by its time, and memory opens no door. What
/// the token grants is asked anew for each request.
final class SessionBook: Sendable {
    private struct Session {
        var token: SHA256Digest
        var end: Duration
        var lastUse: Duration
    }

    /// However busy it is, and without a request.
    static let longest: Duration = .seconds(12 * 3600)
    static let longestIdle: Duration = .seconds(2 * 3600)
    private static let mostSessions = 10_000

    private let sessions = Mutex<[SHA256Digest: Session]>([:])

    /// Begins a session; its id is 256 random bits.
    func begin(with token: SHA256Digest) -> String {
        var random = SystemRandomNumberGenerator()
        let id = (0..<4).map { _ in
            let digits = String(random.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        let now = MonotonicClock.now
        sessions.withLock { sessions in
            if sessions.count >= Self.mostSessions {
                sessions = sessions.filter { !Self.isOver($0.value, now) }
            }
            if sessions.count >= Self.mostSessions,
                let oldest = sessions.min(by: { $0.value.lastUse < $1.value.lastUse })?.key
            {
                sessions[oldest] = nil
            }
            sessions[Self.key(id)] = Session(token: token, end: now + Self.longest, lastUse: now)
        }
        return id
    }

    /// The token that a session stands for; nil where it is over or never was.
    func token(of id: String) -> SHA256Digest? {
        let now = MonotonicClock.now
        let key = Self.key(id)
        return sessions.withLock { sessions in
            guard var session = sessions[key] else { return nil }
            guard !Self.isOver(session, now) else {
                sessions[key] = nil
                return nil
            }
            session.lastUse = now
            sessions[key] = session
            return session.token
        }
    }

    func end(_ id: String) { sessions.withLock { $0[Self.key(id)] = nil } }

    private static func key(_ id: String) -> SHA256Digest { SHA256Digest(of: Array(id.utf8)) }

    private static func isOver(_ session: Session, _ now: Duration) -> Bool {
        now >= session.end || now >= session.lastUse + longestIdle
    }
}

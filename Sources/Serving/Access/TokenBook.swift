import Digests
import Ledger
import Posix
import Synchronization

/// What tokens grant, as the database says it, remembered for two seconds.
///
/// Only digests are kept and asked with. A token that was revoked ends within that time.
final class TokenBook: Sendable {
    private struct Entry {
        var grant: Grant?
        var until: Duration
    }

    private static let memory: Duration = .seconds(2)
    private static let mostEntries = 4096

    private let entries = Mutex<[SHA256Digest: Entry]>([:])
    private let ask: @Sendable (SHA256Digest) async throws -> Grant?

    init(asking ask: @escaping @Sendable (SHA256Digest) async throws -> Grant?) {
        self.ask = ask
    }

    /// What the answer was, if it is remembered; the outer nil says that it is not.
    func remembered(_ digest: SHA256Digest) -> Grant?? {
        entries.withLock { entries in
            guard let entry = entries[digest], entry.until > MonotonicClock.now else { return nil }
            return .some(entry.grant)
        }
    }

    /// - Throws: where the database could not be asked; nobody is let in for that.
    func grant(of digest: SHA256Digest) async throws -> Grant? {
        if let known = remembered(digest) { return known }
        let grant = try await ask(digest)
        entries.withLock { entries in
            if entries.count >= Self.mostEntries {
                let now = MonotonicClock.now
                entries = entries.filter { $0.value.until > now }
                if entries.count >= Self.mostEntries { entries = [:] }
            }
            entries[digest] = Entry(grant: grant, until: MonotonicClock.now + Self.memory)
        }
        return grant
    }
}

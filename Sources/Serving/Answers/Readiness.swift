import BursarModel
import Hub
import Ledger

/// Whether pages could be made now: a balancer, or a person, asks.
struct Readiness: Sendable {
    let pool: DatabasePool
    let cache: AnswerCache

    /// Anybody may ask, and so it costs one look a second however many do.
    private static let key = AnswerCache.Key(audience: Audience(.consortium), route: .readiness)

    func answer() async -> Answer {
        do {
            return try await cache.answer(Self.key) {
                try await pool.ask { ledger in
                    _ = try ledger.asViewer(.consortium) { try $0.newestRun() }
                }
                return Answer(.text, "ready\n")
            }
        } catch {
            return Problem.databaseAway.answer(.text).because(of: FailureWords.words(of: error))
        }
    }
}

import HTTPTypes
import Ledger

/// Whether pages could be made now: a balancer, or a person, asks.
struct Readiness: Sendable {
    let pool: DatabasePool

    func answer() async -> Answer {
        do {
            _ = try await pool.ask { ledger in try ledger.newestRun() }
            return Answer(.text, "ready\n")
        } catch {
            return Problem.databaseAway.answer(.text).because(of: FailureWords.words(of: error))
        }
    }
}

import BursarModel
import HTTPTypes
import Hub
import Ledger
import Status

/// Makes the answers of everything that looks at the ledger.
struct Answers: Sendable {
    let pool: DatabasePool
    let cache: AnswerCache
    let looking: Looking

    /// A page or the API's answer; at most once a second for each viewer and matter.
    func answer(
        _ matter: Matter,
        on route: Route,
        at path: String,
        for audience: Audience,
        _ question: Question
    ) async throws -> Answer {
        let key = AnswerCache.Key(audience: audience, route: route, query: question.spelled)
        return try await cache.answer(key) {
            let seen = try await pool.ask { ledger in
                try looking.look(at: matter, as: audience.viewer, question, ledger)
            }
            switch route {
            case .api:
                return try seen.map(APIAnswers.answer) ?? Problem.nowhere.answer(.api)
            default:
                let pages = pages(for: audience)
                return seen.map { pages.answer($0, question, at: path) }
                    ?? pages.nowhere(asOf: looking.hub.now)
            }
        }
    }

    func pages(for audience: Audience) -> PageAnswers {
        PageAnswers(audience: audience, isDemo: looking.hub.home.isDemo)
    }

    func metrics(for audience: Audience) async throws -> Answer {
        let key = AnswerCache.Key(audience: audience, route: .metrics, query: [])
        return try await cache.answer(key) {
            try await pool.ask { ledger in
                try ledger.asViewer(audience.viewer) { ledger in
                    Answer(
                        .metrics,
                        MetricsText.text(
                            try looking.hub.status(of: [], since: nil, ledger),
                            // So many that one of them has ended.
                            runs: try ledger.runEntries(limit: 20),
                            leases: try ledger.openLeases().map { .init(campus: $0, takenAt: $1) },
                            build: .init(version: HubVersion.text)
                        )
                    )
                }
            }
        }
    }
}

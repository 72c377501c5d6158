import BursarModel
import HTTPTypes
import Hub
import Ledger
import Pages
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
        let key = AnswerCache.Key(audience: audience, route: route, question: question)
        return try await cache.answer(key) {
            let seen = try await pool.ask { ledger in
                try looking.look(at: matter, as: audience.viewer, question, ledger)
            }
            return switch route {
            case .api: try APIAnswers.answer(seen, question)
            default: PageAnswers(audience: audience).answer(seen, question, at: path)
            }
        }
    }

    /// The page for what does not exist, and for what is another campus's.
    func nowhere(for audience: Audience) async throws -> Answer {
        try await cache.answer(AnswerCache.Key(audience: audience)) {
            let seen = try await pool.ask { try looking.around(as: audience.viewer, $0) }
            return PageAnswers(audience: audience).nowhere(seen)
        }
    }

    /// The page on which somebody chooses one of their campuses.
    func choice(of campuses: [CampusKey], for audience: Audience) async throws -> Answer {
        let seen = try await pool.ask { ledger in
            // The wall between campuses is not taken down for their names.
            var seen = looking.nothing
            for campus in campuses {
                let own = try looking.around(as: .campus(campus), ledger)
                seen.labels.merge(own.labels) { $1 }
            }
            return seen
        }
        let frame = PageAnswers(audience: audience).frame(seen, at: "/campus")
        return Answer(.html, Pages.choice(of: campuses, in: frame))
    }

    func metrics() async throws -> Answer {
        let audience = Audience(.consortium)
        return try await cache.answer(AnswerCache.Key(audience: audience, route: .metrics)) {
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

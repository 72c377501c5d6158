import BursarModel
import HTTPTypes
import Hub

/// Behind the front door: who may go where, and what they find there.
struct Rooms: Sendable {
    let doorkeeper: Doorkeeper
    let answers: Answers
    let tracing: Tracing
    let readiness: Readiness

    /// Answers a GET, or a HEAD, which is the same without its body.
    func answer(_ inquiry: Inquiry, at route: Route) async throws -> Answer {
        switch route {
        case .health: return Answer(.text, "ok\n")
        case .readiness: return await readiness.answer()
        case .stylesheet:
            return Answer(.css, Stylesheet.text)
                .adding(.cacheControl, "public, max-age=31536000, immutable")
        case .login: return try await loginPage(inquiry)
        case .page(let matter): return try await page(matter, inquiry, at: route)
        case .api(let matter): return try await api(matter, inquiry, at: route)
        case .trace(let key): return try await trace(key, inquiry)
        case .metrics: return try await metrics(inquiry)
        case .choice: return try await choicePage(inquiry)
        case .logout: return Problem.wrongMethod.answer(.page)
        }
    }

    private func page(_ matter: Matter, _ inquiry: Inquiry, at route: Route) async throws -> Answer
    {
        try await toPerson(inquiry) { visitor in
            let chosen = inquiry.chosenCampus
            let named = matter.campus ?? inquiry.campus
            switch visitor.standing(named: named, chosen: chosen) {
            case .nowhere: return try await nowhere(for: visitor, chosen)
            case .undecided: return .sent(to: "/campus")
            case .viewer(let viewer):
                if matter == .status, let key = viewer.campus {
                    return .sent(to: "/campuses/\(key)")
                }
                return try await look(matter, viewer, visitor, inquiry, at: route, .page)
            }
        }
    }

    private func api(_ matter: Matter, _ inquiry: Inquiry, at route: Route) async throws -> Answer {
        try await toProgram(inquiry, .api) { visitor in
            switch visitor.standing(named: matter.campus ?? inquiry.campus, chosen: nil) {
            case .nowhere: Problem.nowhere.answer(.api)
            case .undecided: Problem.campusNeeded.answer(.api)
            case .viewer(let viewer):
                try await look(matter, viewer, visitor, inquiry, at: route, .api)
            }
        }
    }

    private func look(
        _ matter: Matter,
        _ viewer: Viewer,
        _ visitor: Visitor,
        _ inquiry: Inquiry,
        at route: Route,
        _ tongue: Problem.Tongue
    ) async throws -> Answer {
        guard let question = Question(inquiry.query, on: matter) else {
            return Problem.badQuery.answer(tongue)
        }
        return try await answers.answer(
            matter,
            on: route,
            at: inquiry.path,
            for: Audience(visitor, as: viewer),
            question
        )
    }

    private func metrics(_ inquiry: Inquiry) async throws -> Answer {
        try await toProgram(inquiry, .text) { visitor in
            guard visitor.sight == .consortium else {
                return Problem.consortiumOnly.answer(.text)
            }
            return try await answers.metrics()
        }
    }

    private func trace(_ key: CampusKey, _ inquiry: Inquiry) async throws -> Answer {
        try await toPerson(inquiry) { visitor in
            // Who may not trace is told what is told of a campus that is not there.
            guard visitor.mayTrace, case .viewer = visitor.standing(named: key, chosen: nil),
                let answer = try await tracing.answer(key, inquiry.query["charge"], visitor)
            else { return try await nowhere(for: visitor, nil) }
            return answer
        }
    }

    /// The same page for what does not exist and for what is another campus's.
    func nowhere(for visitor: Visitor, _ chosen: CampusKey?) async throws -> Answer {
        try await answers.nowhere(for: Audience(visitor, chosen: chosen))
    }

    // MARK: Who asks

    /// Answers a person; who shows nothing is sent to the form for a token.
    func toPerson(
        _ inquiry: Inquiry,
        _ answer: (Visitor) async throws -> Answer
    ) async throws -> Answer {
        switch try await doorkeeper.admit(inquiry) {
        case .visitor(let visitor): try await answer(visitor)
        case .stranger: .sent(to: "/login")
        case let refused: Self.problem(of: refused).answer(.page)
        }
    }

    private func toProgram(
        _ inquiry: Inquiry,
        _ tongue: Problem.Tongue,
        _ answer: (Visitor) async throws -> Answer
    ) async throws -> Answer {
        switch try await doorkeeper.admit(inquiry) {
        case .visitor(let visitor): try await answer(visitor)
        case let refused: Self.problem(of: refused).answer(tongue)
        }
    }

    /// What those are told who come in nobody's name, or in a wrong one.
    static func problem(of admission: Doorkeeper.Admission) -> Problem {
        switch admission {
        case .visitor, .stranger: .tokenNeeded
        case .badToken: .badToken
        case .tooManyAttempts: .tooManyAttempts
        case .forged: .forged
        case .unknownUser: .unknownUser
        }
    }
}

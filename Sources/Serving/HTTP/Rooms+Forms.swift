import BursarModel
import Digests
import HTTPTypes
import Pages

extension Inquiry {
    fileprivate static let choiceCookie = "bursarhub-campus"

    /// The campus that somebody of several chose; no more than a wish, judged with every request.
    var chosenCampus: CampusKey? { cookie(Self.choiceCookie).flatMap { CampusKey($0) } }

    /// The campus that the query names, as lists are asked for one campus's part.
    var campus: CampusKey? { query["campus"].flatMap { CampusKey($0) } }
}

extension Rooms {
    /// Answers a form that a page of ours sent.
    func answer(form: FormText, _ inquiry: Inquiry, at route: Route) async throws -> Answer {
        switch route {
        case .login: return try await logIn(form, inquiry)
        case .logout: return logOut(inquiry)
        case .choice: return try await choose(form, inquiry)
        case .page, .api, .trace, .metrics, .stylesheet, .health, .readiness:
            return Problem.wrongMethod.answer(.page)
        }
    }

    func loginPage(_ inquiry: Inquiry) async throws -> Answer {
        if case .visitor = try await doorkeeper.admit(inquiry) { return .sent(to: "/") }
        return Answer(.html, Pages.login(message: nil))
    }

    private func logIn(_ form: FormText, _ inquiry: Inquiry) async throws -> Answer {
        let token = form["token"]?.filter { !$0.isWhitespace } ?? ""
        let admission = try await doorkeeper.admit(token: token, inquiry)
        guard case .visitor = admission else {
            let problem = Self.problem(of: admission)
            let page = Pages.login(message: "\(problem.title). \(problem.remedy)")
            return problem.answer(.html, page).because(of: "a login was refused")
        }
        endSession(of: inquiry)
        let id = doorkeeper.sessions.begin(with: SHA256Digest(of: Array(token.utf8)))
        return Answer.sent(to: "/").keeping(id, as: Doorkeeper.cookie(for: inquiry), for: inquiry)
    }

    private func logOut(_ inquiry: Inquiry) -> Answer {
        endSession(of: inquiry)
        return Answer.sent(to: "/login")
            .keeping(nil, as: Doorkeeper.cookie(for: inquiry), for: inquiry)
    }

    private func endSession(of inquiry: Inquiry) {
        if let id = doorkeeper.sessionID(of: inquiry) { doorkeeper.sessions.end(id) }
    }

    func choicePage(_ inquiry: Inquiry) async throws -> Answer {
        try await toPerson(inquiry) { visitor in
            guard visitor.campuses.count > 1 else { return .sent(to: "/") }
            let audience = Audience(visitor, chosen: inquiry.chosenCampus)
            return try await answers.choice(of: visitor.campuses, for: audience)
        }
    }

    private func choose(_ form: FormText, _ inquiry: Inquiry) async throws -> Answer {
        try await toPerson(inquiry) { visitor in
            guard let key = form["campus"].flatMap({ CampusKey($0) }),
                visitor.campuses.contains(key)
            else { return try await nowhere(for: visitor, inquiry.chosenCampus) }
            return Answer.sent(to: "/campuses/\(key)")
                .keeping(key.text, as: Inquiry.choiceCookie, for: inquiry)
        }
    }
}

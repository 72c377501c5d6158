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
        switch try await doorkeeper.admit(token: token, inquiry) {
        case .visitor:
            let id = doorkeeper.sessions.begin(with: SHA256Digest(of: Array(token.utf8)))
            return Answer.sent(to: "/").adding(
                .setCookie,
                Doorkeeper.cookie(session: id, isSecure: inquiry.isSecure)
            )
        case let refused:
            let problem = Self.refusal(refused)
            var answer = Answer(
                problem.status,
                .html,
                Pages.login(message: "\(problem.title). \(problem.remedy)")
            )
            if problem.status == .tooManyRequests { answer = answer.adding(.retryAfter, "60") }
            return answer.because(of: "a login was refused")
        }
    }

    private func logOut(_ inquiry: Inquiry) -> Answer {
        if let id = doorkeeper.sessionID(of: inquiry) { doorkeeper.sessions.end(id) }
        return Answer.sent(to: "/login")
            .adding(.setCookie, Doorkeeper.cookie(session: "", isSecure: inquiry.isSecure))
    }

    func choicePage(_ inquiry: Inquiry) async throws -> Answer {
        switch try await doorkeeper.admit(inquiry) {
        case .visitor(let visitor):
            guard visitor.campuses.count > 1 else { return .sent(to: "/") }
            let audience = Audience(visitor, chosen: inquiry.chosenCampus)
            return try await answers.choice(of: visitor.campuses, for: audience)
        case .stranger: return .sent(to: "/login")
        case let refused: return Self.refusal(refused).answer(.page)
        }
    }

    private func choose(_ form: FormText, _ inquiry: Inquiry) async throws -> Answer {
        switch try await doorkeeper.admit(inquiry) {
        case .visitor(let visitor):
            guard let key = form["campus"].flatMap({ CampusKey($0) }),
                visitor.campuses.contains(key)
            else { return Problem.nowhere.answer(.page) }
            let cookie =
                "\(Inquiry.choiceCookie)=\(key); Path=/; HttpOnly; SameSite=Strict"
                + (inquiry.isSecure ? "; Secure" : "")
            return Answer.sent(to: "/campuses/\(key)").adding(.setCookie, cookie)
        case .stranger: return .sent(to: "/login")
        case let refused: return Self.refusal(refused).answer(.page)
        }
    }
}

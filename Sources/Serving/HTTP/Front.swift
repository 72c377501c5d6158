import BursarModel
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Posix

/// The front door: every request comes in here, and every answer goes out.
struct Front: HTTPResponder {
    typealias Context = Caller

    let hosts: Hosts
    let hostNames: [String]
    let proxy: TrustedProxy?
    let rooms: Rooms
    let log: Log

    static let longestTarget = 2048
    static let longestBody = 16 * 1024

    func respond(to request: Request, context: Caller) async throws -> Response {
        let start = MonotonicClock.now
        let inquiry = Inquiry(request, from: context.peer, proxy: proxy)
        let route = Route(inquiry.path)
        let answer = await answer(inquiry, at: route, request)
        log.note(
            request.method,
            route?.pattern ?? "(nowhere)",
            answer,
            since: start,
            databaseAnswered: rooms.answers.pool.lastAnswer
        )
        return answer.response(to: request.method)
    }

    private func answer(_ inquiry: Inquiry, at route: Route?, _ request: Request) async -> Answer {
        let tongue = Self.tongue(of: inquiry, at: route)
        do {
            if let problem = refusal(of: inquiry, request) { return problem.answer(tongue) }
            guard let route else { return Problem.nowhere.answer(tongue) }
            guard route.methods.contains(inquiry.method) else {
                let allowed = route.methods.map(\.rawValue).joined(separator: ", ")
                return Problem.wrongMethod.answer(tongue).adding(.allow, allowed)
            }
            guard inquiry.method == .post else {
                return try await rooms.answer(inquiry, at: route)
            }
            guard inquiry.isFromOurPages(hosts: hostNames) else {
                return Problem.foreignForm.answer(tongue)
            }
            let body = try await request.body.collect(upTo: Self.longestBody)
            return try await rooms.answer(form: FormText(String(buffer: body)), inquiry, at: route)
        } catch is NIOTooManyBytesError {
            return Problem.longBody.answer(tongue)
        } catch let away as DatabaseAway {
            return Problem.databaseAway.answer(tongue).because(of: "\(away.cause)")
        } catch let unfit as DatabaseUnfit {
            return Problem.databaseUnfit.answer(tongue).because(of: unfit.words)
        } catch is DatabaseBusy {
            return Problem.busy.answer(tongue).because(
                of: "too many questions wait for the database"
            )
        } catch {
            return Problem.ours.answer(tongue).because(of: FailureWords.words(of: error))
        }
    }

    /// What is refused before anybody asks who it is.
    private func refusal(of inquiry: Inquiry, _ request: Request) -> Problem? {
        if (request.head.path?.utf8.count ?? 0) > Self.longestTarget { return .longAddress }
        if let length = inquiry.headers[.contentLength].flatMap({ Int($0) }),
            length > (inquiry.method == .post ? Self.longestBody : 0)
        {
            return .longBody
        }
        // The first `Host` is the request's own; a second one was meant to deceive somebody.
        let isTwice = inquiry.headers.contains(.host)
        return hosts.includes(inquiry.host) && !isTwice ? nil : .wrongHost
    }

    /// The API is spoken to by programs, whatever is wrong with what they ask.
    private static func tongue(of inquiry: Inquiry, at route: Route?) -> Problem.Tongue {
        switch route {
        case .api: .api
        case .metrics, .health, .readiness, .stylesheet: .text
        case nil where inquiry.path == "/api" || inquiry.path.hasPrefix("/api/"): .api
        case .page, .trace, .login, .logout, .choice, nil: .page
        }
    }
}

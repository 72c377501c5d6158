import HTTPTypes
import Pages
import Status

/// Why there is no answer, in words that tell nothing of what lies behind.
struct Problem: Sendable {
    /// Whom the words are for: a person with a browser, a program, or a probe.
    enum Tongue: Sendable {
        case page, api, text
    }

    var status: HTTPResponse.Status
    var title: String
    var remedy: String

    /// The same for what does not exist and for what is another campus's.
    static let nowhere = Problem(
        status: .notFound,
        title: "There is no such page",
        remedy: "Look at the address, or begin at the first page."
    )
    static let tokenNeeded = Problem(
        status: .unauthorized,
        title: "A token is needed",
        remedy: "Send one as `Authorization: Bearer …`; `bursarhub token create` makes one."
    )
    static let badToken = Problem(
        status: .unauthorized,
        title: "This token is not valid",
        remedy: "It may have been revoked; ask consortium IT for another."
    )
    static let tooManyAttempts = Problem(
        status: .tooManyRequests,
        title: "There were too many attempts with a token that is not valid",
        remedy: "Wait a minute, then try again."
    )
    static let forged = Problem(
        status: .forbidden,
        title: "Only the proxy may say who somebody is",
        remedy: "Come through the proxy, or use a token."
    )
    static let unknownUser = Problem(
        status: .forbidden,
        title: "You are logged in, but nothing here is for you yet",
        remedy:
            "Ask consortium IT to enter you, with your campus, in the file of the proxy's users."
    )
    static let consortiumOnly = Problem(
        status: .forbidden,
        title: "This is for the consortium",
        remedy: "Use a token of the consortium."
    )
    static let wrongHost = Problem(
        status: .misdirectedRequest,
        title: "This server does not go by that name",
        remedy: "Start it with `--host NAME` for each name by which browsers reach it."
    )
    static let foreignForm = Problem(
        status: .forbidden,
        title: "This form was not sent from a page of this server",
        remedy: "Open the page anew and send it from there."
    )
    static let wrongMethod = Problem(
        status: .methodNotAllowed,
        title: "This cannot be done here",
        remedy: "The header `Allow` says what can; most of this server is only read."
    )
    static let badQuery = Problem(
        status: .badRequest,
        title: "What stands behind the question mark cannot be read",
        remedy: "See the documentation of the API for `limit`, `before` and `campus`."
    )
    static let longAddress = Problem(
        status: .uriTooLong,
        title: "The address is too long",
        remedy: "No page of this server has so long a one."
    )
    static let unreadable = Problem(
        status: .badRequest,
        title: "This request cannot be read",
        remedy: "It is no HTTP, or its head is longer than 16 KiB or has more than 64 fields."
    )
    static let longBody = Problem(
        status: .contentTooLarge,
        title: "Too much was sent",
        remedy: "No form of this server is so long."
    )
    static let campusNeeded = Problem(
        status: .badRequest,
        title: "You see several campuses: name one",
        remedy: "Add `?campus=KEY` to the address."
    )
    static let databaseAway = Problem(
        status: .serviceUnavailable,
        title: "The database cannot be reached at the moment",
        remedy: "Nothing is lost. This page works again by itself once the database is back."
    )
    static let databaseUnfit = Problem(
        status: .serviceUnavailable,
        title: "The database is not of this program's version",
        remedy: "Consortium IT brings both to the same one; until then nothing is shown."
    )
    static let busy = Problem(
        status: .serviceUnavailable,
        title: "Too many are asking at the moment",
        remedy: "Wait a few seconds and try again."
    )
    static let ours = Problem(
        status: .internalServerError,
        title: "This page could not be made",
        remedy: "What went wrong stands in the log of this server; tell consortium IT the time."
    )

    /// In the frame of a person's pages where it is known whose they are.
    func answer(_ tongue: Tongue, in frame: PageFrame? = nil) -> Answer {
        switch tongue {
        case .page:
            answer(
                .html,
                Pages.problem(status: status.code, title: title, explanation: remedy, in: frame)
            )
        case .api:
            answer(
                .json,
                JSONReport.failure(status: Int32(status.code), message: title, remedy: remedy)
            )
        case .text: answer(.text, "\(title)\n\(remedy)\n")
        }
    }

    /// The same on a page that says it in its own way.
    func answer(_ kind: Answer.Kind, _ text: String) -> Answer {
        let answer = Answer(status, kind, text)
        return switch status {
        case .unauthorized: answer.adding(.wwwAuthenticate, "Bearer realm=\"bursarhub\"")
        case .tooManyRequests: answer.adding(.retryAfter, "60")
        case .serviceUnavailable: answer.adding(.retryAfter, "5")
        default: answer
        }
    }
}

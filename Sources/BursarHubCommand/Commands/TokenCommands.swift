import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

/// `token`: with what people and programs may read the status pages.
struct TokenCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Tokens for the status pages, the JSON API and the metrics.",
        discussion: """
            A token lets its bearer read: all campuses without students' ids, or one campus. The \
            database has its SHA-256 alone.

            EXAMPLE: bursarhub token create humboldt-library --campus humboldt
            """,
        subcommands: [Create.self, List.self, Revoke.self],
        defaultSubcommand: List.self
    )

    @OptionGroup var global: GlobalOptions
}

extension TokenCommands {
    /// `token create`: makes a token, and shows it this once.
    struct Create: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Makes a token, and shows it this once.",
            discussion: """
                Keep it where passwords are kept: whoever has it may read. A name is given once; \
                after a token was revoked, too.

                EXAMPLE: bursarhub token create humboldt-library --campus humboldt
                """
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "What the token is known by: letters, digits, `.`, `_` and `-`.")
        var name: String

        @Option(help: "Bind it to one campus (default: all campuses).")
        var campus: String?

        @Flag(help: "Let it trace fees of its campus, students' ids included; each is recorded.")
        var trace = false

        func validate() throws {
            guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,62}/) != nil else {
                throw ValidationError(
                    "a name has 1 to 63 letters, digits, `.`, `_` or `-`, and begins with one of the first two"
                )
            }
            guard !trace || campus != nil else {
                throw ValidationError("--trace needs --campus: nobody traces at all campuses")
            }
        }

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let key = try campus.map { try session.knownCampus($0) }
            let token = AccessToken.make()
            let isNew = try session.ledger.createToken(
                name,
                hash: token.hash,
                viewer: key.map { .campus($0) } ?? .consortium,
                mayTrace: trace,
                by: Person.name,
                at: session.hub.now
            )
            guard isNew else {
                throw CommandFailure(
                    .usage,
                    "there is a token `\(Printable(name))`, or was one",
                    remedy: "take another name; `bursarhub token list` tells which are taken"
                )
            }
            if console.isJSON {
                console.result(
                    try JSONReport.value(
                        CreatedToken(name: name, campus: key?.text, token: token.text)
                    )
                )
            } else {
                console.message("The token of `\(name)`; it is not shown again:")
                console.result(token.text)
            }
            return .inOrder
        }
    }

    /// `token list`: every token there is or was, without the tokens themselves.
    struct List: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Every token there is, or was, by name.",
            discussion: "EXAMPLE: bursarhub token list"
        )

        @OptionGroup var global: GlobalOptions

        func perform(_ console: Console) throws -> ExitStatus {
            let tokens = try Session(global, console).ledger.tokens()
            console.result(
                console.isJSON
                    ? try JSONReport.tokens(tokens)
                    : TextReport.tokens(tokens, style: console.style)
            )
            return .inOrder
        }
    }

    /// `token revoke`: ends a token.
    struct Revoke: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke",
            abstract: "Ends a token: its bearer is refused from now on.",
            discussion: "EXAMPLE: bursarhub token revoke humboldt-library"
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The token's name.")
        var name: String

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            switch try session.ledger.revokeToken(name, by: Person.name, at: session.hub.now) {
            case .revoked: break
            case .revokedBefore:
                throw CommandFailure(
                    .usage,
                    "the token `\(Printable(name))` was revoked before",
                    remedy: "nothing was changed"
                )
            case .unknown:
                throw CommandFailure(
                    .usage,
                    "there is no token `\(Printable(name))`",
                    remedy: "`bursarhub token list` names them"
                )
            }
            if console.isJSON {
                let entry = try session.ledger.tokens().first { $0.name == name }
                if let entry { console.result(try JSONReport.value(entry)) }
            } else {
                console.result("the token `\(name)` is revoked")
            }
            return .inOrder
        }
    }
}

/// `{"name", "campus", "token"}`, the only place where a token is shown.
private struct CreatedToken: Encodable {
    var name: String
    var campus: String?
    var token: String

    private enum CodingKeys: String, CodingKey {
        case name, campus, token
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(campus, forKey: .campus)
        try container.encode(token, forKey: .token)
    }
}

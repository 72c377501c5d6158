import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

/// `expect`: what Alma's job report says of an export, to be compared with what came.
struct ExpectCommand: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "expect",
        abstract: "Says what Alma's job report counts, to be compared with what comes.",
        discussion: """
            Alma closes what it exports: a file that lacks fees is money that nobody collects, and \
            only this comparison shows it. `status` tells what is outstanding, and what differs \
            needs a person until a later `expect` of the same export says what is right, or \
            withdraws it.

            EXAMPLE: bursarhub expect humboldt --export 4711 --users 28 --fees 41
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The campus's key.")
    var campus: String

    @Option(help: "The export number, as the job report has it.")
    var export: String

    @Option(help: "How many users the job report counts.")
    var users: Int64?

    @Option(help: "How many fees the job report counts.")
    var fees: Int64?

    @Flag(help: "Withdraw what was said of this export; nothing is compared with it any more.")
    var withdraw = false

    @Option(help: "Why; needed to withdraw.")
    var reason: String?

    func validate() throws {
        guard export.wholeMatch(of: /[0-9A-Za-z_-]{1,64}/) != nil else {
            throw ValidationError("--export takes the number that the job report shows")
        }
        if let reason { try Reason.validate(reason) }
        if withdraw {
            guard users == nil, fees == nil else {
                throw ValidationError("--withdraw takes no --users and no --fees")
            }
            guard reason != nil else { throw ValidationError("--withdraw needs --reason") }
        } else {
            guard let users, let fees, users >= 0, fees >= 0 else {
                throw ValidationError("--users and --fees take the numbers of the job report")
            }
        }
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        let key = try session.knownCampus(campus)
        let word = PersonsWord(person: Person.name, reason: reason, now: session.hub.now)
        if withdraw {
            return try self.withdraw(at: key, by: word, session, console)
        }
        let recorded = try session.ledger.expect(
            export: export,
            users: users ?? 0,
            fees: fees ?? 0,
            at: key,
            by: word
        )
        guard case .recorded(let expectation) = recorded else {
            throw CommandFailure(
                .usage,
                "campus \(key) is gone",
                remedy: "`bursarhub campus list` names them"
            )
        }
        console.result(
            console.isJSON
                ? try JSONReport.value(expectation) : TextReport.expectation(expectation)
        )
        return expectation.verdict == .differs ? .somebodyMustLook : .inOrder
    }

    private func withdraw(
        at key: CampusKey,
        by word: PersonsWord,
        _ session: Session,
        _ console: Console
    ) throws -> ExitStatus {
        let answer = try session.ledger.withdrawExpectation(ofExport: export, at: key, by: word)
        guard answer == .withdrawn else {
            throw CommandFailure(
                .usage,
                "nothing is expected of export \(Printable(export)) of \(key)",
                remedy: "nothing was changed; `bursarhub status \(key)` tells what is expected"
            )
        }
        if !console.isJSON {
            console.result("nothing is expected of export \(export) of \(key) any more")
        } else {
            console.result(
                try JSONReport.value(WithdrawnExpectation(campus: key.text, exportNumber: export))
            )
        }
        return .inOrder
    }
}

private struct WithdrawnExpectation: Encodable {
    var campus: String
    var exportNumber: String
    var verdict = "withdrawn"

    private enum CodingKeys: String, CodingKey {
        case campus, verdict
        case exportNumber = "export_number"
    }
}

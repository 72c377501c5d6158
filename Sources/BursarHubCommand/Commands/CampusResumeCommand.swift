import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

extension CampusCommands {
    /// `campus resume`: ends a pause.
    struct Resume: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume",
            abstract: "Ends a pause: the campus is again what its file says.",
            discussion: "EXAMPLE: bursarhub campus resume humboldt --reason \"SFS is open again\""
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The campus's key.")
        var campus: String

        @Option(help: "Why, for the campus's history.")
        var reason: String?

        func validate() throws {
            guard reason?.isBlank != true else {
                throw ValidationError("the reason is empty; say why, or leave `--reason` out")
            }
        }

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let key = try session.knownCampus(campus)
            let answer = try session.ledger.resume(
                key,
                reason: reason,
                by: Person.name,
                at: session.hub.now,
                hubVersion: HubVersion.text
            )
            switch answer {
            case .resumed(let revision, let state):
                let next: Message =
                    state == .live ? "; the next run takes in what came meanwhile" : ""
                try session.tell(
                    "\(key) is \(state) again, as revision \(revision)\(next)",
                    key,
                    console
                )
                return .inOrder
            case .notPaused(let state):
                throw CommandFailure(
                    .usage,
                    "\(key) is not paused; it is \(state)",
                    remedy: "nothing was changed"
                )
            case .pausedByItsFile(let pause):
                throw CommandFailure(
                    .usage,
                    "\(key) is \(try session.words(on: pause, of: key)), and its file says `state: paused`",
                    remedy:
                        "change `state` in \(try session.placeOfState(of: key)) and `onboard` it"
                )
            }
        }
    }
}

extension Session {
    /// Where the campus file in force says its state: `humboldt.yaml:7`.
    fileprivate func placeOfState(of campus: CampusKey) throws -> Message {
        guard let current = try ledger.revisionInForce(of: campus),
            let source = try ledger.sources(of: campus, revision: current.revision).first
        else { return "its file" }
        let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let index = lines.firstIndex(where: { $0.hasPrefix("state:") }) else {
            return "\(Printable(source.name))"
        }
        return "\(Printable(source.name)):\(index + 1)"
    }
}

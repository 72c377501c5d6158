import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

/// `outputs`: what was written for PeopleSoft and for other offices.
struct Outputs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outputs",
        abstract: "What was written: name, records, totals, when it was delivered.",
        discussion: """
            A person settles what the hub cannot know: `confirm` says that an output was delivered, \
            `void` takes its fees back, `reissue` sends them in another output.

            EXAMPLE: bursarhub outputs humboldt
            """,
        subcommands: [List.self, Show.self, Confirm.self, Void.self, Reissue.self],
        defaultSubcommand: List.self
    )

    struct List: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "The outputs of one campus, or of all, the newest first.",
            discussion: "EXAMPLE: bursarhub outputs list humboldt --json"
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The campus's key (default: all).")
        var campus: String?

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let outputs = try session.ledger.outputs(
                of: try campus.map { try session.knownCampus($0) }
            )
            console.report(
                console.isJSON
                    ? try JSONReport.outputs(outputs)
                    : TextReport.outputs(
                        outputs,
                        labels: try session.labels(),
                        isDemo: session.home.isDemo,
                        style: console.style
                    )
            )
            return .inOrder
        }
    }

    struct Show: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "One output in full, with its fees; it shows students' ids.",
            discussion: "EXAMPLE: bursarhub outputs show humboldt-17"
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The id that `outputs` shows, such as humboldt-17.")
        var id: String

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let known = try session.knownOutput(id)
            guard let detail = try session.ledger.outputDetail(known) else {
                throw CommandFailure(noOutput: id)
            }
            console.report(
                console.isJSON
                    ? try JSONReport.outputDetail(detail)
                    : TextReport.outputDetail(
                        detail,
                        labels: try session.labels(),
                        isDemo: session.home.isDemo,
                        style: console.style
                    )
            )
            return .inOrder
        }
    }
}

extension Session {
    /// An output of a campus that is onboarded, by the id a person typed.
    func knownOutput(_ text: String) throws -> OutputID {
        guard let id = OutputID(text), try isKnown(id.campus) else {
            throw CommandFailure(noOutput: text)
        }
        return id
    }
}

extension CommandFailure {
    init(noOutput text: String) {
        self.init(
            .usage,
            "there is no output `\(Printable(text))`",
            remedy: "`bursarhub outputs` lists them; nothing was changed"
        )
    }
}

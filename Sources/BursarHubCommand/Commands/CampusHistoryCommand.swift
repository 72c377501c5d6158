import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

extension CampusCommands {
    /// `campus history`: who changed what, and when.
    struct History: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "history",
            abstract: "Every revision of a campus: when, by whom, and what changed.",
            discussion: "EXAMPLE: bursarhub campus history humboldt --revision 3"
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The campus's key.")
        var campus: String

        @Option(help: "Shows what this revision changed, line by line.")
        var revision: Int?

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let key = try session.knownCampus(campus)
            let history = try CampusHistory(of: key, session.ledger)
            if let revision {
                try show(revision, of: key, history, console)
                return .inOrder
            }
            guard
                let shown = try session.ledger.campusesInForce(
                    hubVersion: HubVersion.text,
                    at: session.hub.now,
                    only: key
                ).first
            else { return .inOrder }
            let report = RevisionHistory(
                campus: key,
                name: shown.name,
                timeZone: shown.timeZone,
                revisions: history.entries
            )
            console.result(
                console.isJSON
                    ? try JSONReport.value(report)
                    : TextReport.history(report, style: console.style)
            )
            return .inOrder
        }

        private func show(
            _ number: Int,
            of campus: CampusKey,
            _ history: CampusHistory,
            _ console: Console
        ) throws {
            guard let entry = history.entries.first(where: { $0.revision == number }),
                let files = history.differences(of: number)
            else {
                throw CommandFailure(
                    .usage,
                    "\(campus) has no revision \(number)",
                    remedy: "its newest is \(history.entries.first?.revision ?? 0)"
                )
            }
            console.result(
                console.isJSON
                    ? try JSONReport.revision(entry, of: campus, files)
                    : TextReport.revision(
                        number,
                        of: campus,
                        files,
                        change: entry.change,
                        style: console.style
                    )
            )
        }
    }
}

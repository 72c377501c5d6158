import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

/// `held`: fees and exports that wait for a person.
struct Held: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "held",
        abstract: "Fees and exports that wait for a person.",
        discussion: """
            Most are cured by a corrected campus file: the next run after `onboard` judges them anew. \
            What only a person can judge is released, or written off.

            EXAMPLE: bursarhub held humboldt
            """,
        subcommands: [List.self, Show.self, Release.self, WriteOff.self, Reopen.self],
        defaultSubcommand: List.self
    )

    struct List: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "All that is held, at one campus or everywhere.",
            discussion: "EXAMPLE: bursarhub held list humboldt --json"
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The campus's key (default: all).")
        var campus: String?

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let items = try session.ledger.held(at: try campus.map { try session.knownCampus($0) })
            console.report(
                console.isJSON
                    ? try JSONReport.held(items)
                    : TextReport.held(
                        items,
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
            abstract:
                "One held fee or export in full, with what to do; it may show a student's id.",
            discussion: "EXAMPLE: bursarhub held show humboldt-f12"
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The id that `held` shows, such as humboldt-f12.")
        var id: String

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            guard let number = HeldItemID(id), var detail = try session.ledger.heldDetail(number)
            else {
                throw CommandFailure(
                    .usage,
                    "nothing is held as `\(Printable(id))`",
                    remedy: "`bursarhub held` lists what is"
                )
            }
            detail.comparison = try HeldComparison(session.hub, session.ledger)
                .comparison(of: number)
            console.report(
                console.isJSON
                    ? try JSONReport.heldDetail(detail)
                    : TextReport.heldDetail(
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
    /// Campuses' names and zones, for reports that carry only keys.
    func labels() throws -> [CampusKey: CampusLabel] {
        var labels: [CampusKey: CampusLabel] = [:]
        for campus in try ledger.campusesInForce(hubVersion: HubVersion.text, at: hub.now) {
            labels[campus.campus] = CampusLabel(
                campus.campus,
                name: campus.name,
                timeZone: campus.timeZone
            )
        }
        return labels
    }
}

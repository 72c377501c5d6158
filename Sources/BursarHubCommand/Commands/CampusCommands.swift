import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

/// `campus`: the registry.
struct CampusCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campus",
        abstract: "The campuses that are onboarded: shows, pauses and resumes them.",
        discussion: "EXAMPLE: bursarhub campus list",
        subcommands: [List.self, Show.self, History.self, Pause.self, Resume.self]
    )

    struct List: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "All campuses, with their profiles and outboxes.",
            discussion: "EXAMPLE: bursarhub campus list --json"
        )

        @OptionGroup var global: GlobalOptions

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let campuses = try session.registeredCampuses()
            console.result(
                console.isJSON
                    ? try JSONReport.campuses(campuses)
                    : TextReport.campuses(
                        campuses,
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
            abstract: "One campus in full, and the files of its revision in force.",
            discussion: "EXAMPLE: bursarhub campus show humboldt"
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The campus's key.")
        var campus: String

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let key = try session.knownCampus(campus)
            guard let shown = try session.registeredCampuses().first(where: { $0.campus == key })
            else { return .inOrder }
            if console.isJSON {
                console.result(try JSONReport.value(shown))
                return .inOrder
            }
            console.result(
                TextReport.campus(shown, isDemo: session.home.isDemo, style: console.style)
            )
            for source in try session.ledger.sources(of: key, revision: shown.revision) {
                console.result("\n# --- \(Printable.escaped(source.name))\n\(source.text)")
            }
            return .inOrder
        }
    }
}

extension Session {
    func registeredCampuses() throws -> [RegisteredCampus] {
        try ledger.registeredCampuses(hubVersion: HubVersion.text, at: hub.now)
    }
}

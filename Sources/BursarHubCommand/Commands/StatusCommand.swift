import ArgumentParser
import BursarModel
import Hub
import Status

/// `status`: how each campus stands, from the database alone.
struct StatusCommand: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "How the campuses stand.",
        discussion: """
            Looks at the database alone, so it can be asked at any time. Exits 0 unless \
            --exit-code is given.

            EXAMPLE: bursarhub status humboldt
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Campuses by key (default: all).")
    var campuses: [String] = []

    @Option(help: "Sum up since this day, yyyy-mm-dd, instead of the fiscal year.")
    var since: String?

    @Flag(help: "Exit with 1 where somebody must look.")
    var exitCode = false

    func validate() throws {
        if let since, CalendarDate(iso: since) == nil {
            throw ValidationError("--since takes a date as yyyy-mm-dd")
        }
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        let report = try session.hub.status(
            of: try campuses.map { try session.knownCampus($0) },
            since: since.flatMap { CalendarDate(iso: $0) },
            session.ledger
        )
        console.result(
            console.isJSON
                ? try JSONReport.status(report)
                : TextReport.status(report, style: console.style)
        )
        let troubled = report.campuses.contains {
            $0.health == .attention || $0.health == .failed || $0.health == .overdue
        }
        return exitCode && troubled ? .somebodyMustLook : .inOrder
    }
}

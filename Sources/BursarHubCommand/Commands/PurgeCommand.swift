import ArgumentParser
import BursarModel
import Glibc
import Hub
import Status

/// `purge`: removes what retention no longer allows.
struct PurgeCommand: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Removes what the campuses' retention no longer allows.",
        discussion: """
            Exports and outputs leave the archive, students' ids the ledger; what a fee was known by \
            stays as a mark that nobody can turn back, so that it is recognised if it comes again. \
            Exports of which something is open stay until it is settled.

            On a server give --database a login that may take the place of bursarhub_purge, such as \
            its administrator's: that of runs may not remove anything.

            EXAMPLE: bursarhub purge humboldt --dry-run
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The campus's key (default: all).")
    var campus: String?

    @Flag(help: "Show what would go, and change nothing.")
    var dryRun = false

    @Flag(help: "Answer yes to what it would ask.")
    var yes = false

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console, forAdministrator: true)
        let campuses =
            try campus.map { [try session.knownCampus($0)] } ?? session.labels().keys.sorted()
        let purge = try Purge(session.administratorsHub, by: Person.name)
        let plan = try purge.planned(campuses)
        let isUnfinished = try plan.isEmpty && purge.isUnfinished(campuses)
        if dryRun || (plan.isEmpty && !isUnfinished) {
            return try tell(plan, console)
        }
        guard try purge.isAllowed() else {
            throw CommandFailure(
                .databaseUnfit,
                "the login in --database may not purge",
                remedy: "give --database an administrator's login, or one in role bursarhub_purge"
            )
        }
        // What an earlier purge left unsaid removes nothing more, and asks nobody.
        if !isUnfinished { try confirm(plan, console) }
        return try tell(try purge.carryOut(campuses), console)
    }

    /// What is removed cannot be brought back: somebody must want it.
    private func confirm(_ plan: PurgeReport, _ console: Console) throws {
        if yes { return }
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure(
                .usage,
                "a purge asks before it removes anything, and there is nobody to answer",
                remedy: "see `bursarhub purge --dry-run`, then give --yes"
            )
        }
        Console.write(
            TextReport.purge(plan, style: console.style) + "\nRemove this for good? [y/N] ",
            to: STDERR_FILENO
        )
        let answer = readLine()?.lowercased() ?? ""
        guard ["y", "yes"].contains(answer) else {
            throw CommandFailure(
                .somebodyMustLook,
                "nothing was removed",
                remedy: "run the command again when it may go"
            )
        }
    }

    private func tell(_ report: PurgeReport, _ console: Console) throws -> ExitStatus {
        console.result(
            console.isJSON
                ? try JSONReport.value(report)
                : TextReport.purge(report, style: console.style)
        )
        return report.needsAttention ? .somebodyMustLook : .inOrder
    }
}

import ArgumentParser
import BursarModel
import Declarations
import Glibc
import Hub
import Ledger
import PostgreSQL
import Registry
import Status

/// `onboard`: checks campus and format files and records them as revisions.
struct Onboard: HubCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks campus files and format files, and records what changed.",
        discussion: """
            Takes files, or folders with everything below them. A bad file never stops the other \
            campuses. A campus that is missing from a folder is only reported, never removed.

            EXAMPLE: bursarhub onboard --check campuses
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Campus files, format files, or folders of them.")
    var paths: [String]

    @Flag(help: "Checks, and changes nothing.")
    var check = false

    @Flag(help: "Answers yes to what it would ask.")
    var yes = false

    func perform(_ console: Console) throws -> ExitStatus {
        let files = try DeclarationFiles.collect(paths)
        if check, try !hasDatabase {
            let checked = try Onboarding.checkAlone(files, at: HubClock.system.now)
            return tell(checked.reading, checked.outcomes, console)
        }
        let session = try Session(global, console)
        let onboarding = try Onboarding(session.hub)
        let reading = try onboarding.read(files)
        if !check, !yes { try confirmCutOver(of: reading, onboarding) }
        let outcomes =
            check
            ? try onboarding.compare(reading)
            : try onboarding.record(reading, by: Person.name)
        let status = tell(reading, outcomes, console)
        let missing = try onboarding.missing(from: reading)
        if paths.count == 1, !paths[0].hasSuffix(".yaml"), !missing.isEmpty {
            console.message(
                "not among these files, and left as they are: "
                    + missing.map(\.text).joined(separator: ", ")
            )
        }
        return status
    }

    /// False before anything was onboarded: a check then makes no home and no database.
    private var hasDatabase: Bool {
        get throws {
            try global.databaseAddress != nil
                || EmbeddedServer(folder: "\(global.homePath)/postgres").status() != .absent
        }
    }

    private func tell(
        _ reading: RegistryReading,
        _ outcomes: [Onboarding.Outcome],
        _ console: Console
    ) -> ExitStatus {
        let campuses = outcomes.map(OnboardedCampus.init)
        console.result(
            console.isJSON
                ? JSONReport.diagnostics(reading.diagnostics, campuses: campuses)
                : TextReport.onboarding(
                    reading.diagnostics,
                    campuses: campuses,
                    isCheck: check,
                    style: console.style
                )
        )
        return reading.diagnostics.hasErrors ? .configurationRefused : .inOrder
    }

    /// A campus that goes live begins with what lies in its location: somebody must want that.
    private func confirmCutOver(of reading: RegistryReading, _ onboarding: Onboarding) throws {
        for (campus, files) in try onboarding.waitingAtCutOver(reading) {
            let question =
                "\(campus) becomes live, and \(files.count) \(files.count == 1 ? "export lies" : "exports lie") in its locations: \(files.joined(separator: ", "))"
            guard isatty(STDIN_FILENO) == 1 else {
                throw CommandFailure(
                    .configurationRefused,
                    "\(Printable(question))",
                    remedy: "give `--yes` if the next run is to send them, or set `starts_after`"
                )
            }
            Console.write("\(question)\nIs the next run to send them? [y/N] ", to: STDERR_FILENO)
            guard readLine()?.lowercased() == "y" else {
                throw CommandFailure(
                    .configurationRefused,
                    "nothing was recorded",
                    remedy: "set `starts_after` in the campus file, or move the exports away"
                )
            }
        }
    }
}

extension OnboardedCampus {
    init(_ outcome: Onboarding.Outcome) {
        let change: Change =
            switch outcome.change {
            case .added?: .added
            case .changed?: .changed
            case .unchanged?: .unchanged
            case nil: .invalid
            }
        self.init(campus: outcome.campus, change: change, revision: outcome.revision)
    }
}

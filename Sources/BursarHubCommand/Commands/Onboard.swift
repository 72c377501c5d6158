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
        commandName: "onboard",
        abstract: "Checks campus files and format files, and records what changed.",
        discussion: """
            Takes files, or folders with everything below them. A bad file never stops the other \
            campuses. A campus that is missing from a folder is only reported, never removed. What \
            changes is shown before it is recorded, with the held fees that it frees.

            A campus that becomes live while exports lie in its locations is recorded once a person \
            has said what is to become of them: on a terminal it asks, elsewhere `--yes` sends them.

            EXAMPLE: bursarhub onboard --check campuses
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Campus files, format files, or folders of them.")
    var paths: [String]

    @Flag(help: "Checks, and changes nothing.")
    var check = false

    @Flag(help: "Answers yes to what it would ask: exports that lie there are sent.")
    var yes = false

    func perform(_ console: Console) throws -> ExitStatus {
        let files = try DeclarationFiles.collect(paths)
        if check, try !hasDatabase {
            let checked = try Onboarding.checkAlone(files, at: HubClock.system.now)
            return tell(checked.reading.diagnostics, checked.outcomes, [:], console)
        }
        let session = try Session(global, console)
        let onboarding = try Onboarding(session.hub)
        let reading = try onboarding.read(files)
        let plans = try onboarding.plans(for: reading)
        // Seen before it is recorded, and before anything is asked about it.
        let changes = TextReport.changes(
            Array(plans.values),
            isCheck: check,
            style: console.style
        )
        if !console.isJSON, !changes.isEmpty { console.result(changes + "\n") }
        var refusals = check ? [:] : try onboarding.unfitPlaces(in: reading)
        if !check, !yes {
            refusals.merge(try decideCutOvers(in: reading, onboarding, console)) { one, _ in one }
        }
        let outcomes =
            check
            ? try onboarding.compare(reading)
            : try onboarding.record(
                reading,
                except: Set(refusals.keys),
                by: Person.name
            )
        let status = tell(
            reading.diagnostics + refusals.sorted { $0.key < $1.key }.map(\.value),
            outcomes,
            plans,
            console
        )
        if !check { try session.makeLogins(console) }
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
        _ diagnostics: [Diagnostic],
        _ outcomes: [Onboarding.Outcome],
        _ plans: [CampusKey: PlannedRevision],
        _ console: Console
    ) -> ExitStatus {
        let campuses = outcomes.map { OnboardedCampus($0, plan: plans[$0.campus]) }
        console.result(
            console.isJSON
                ? JSONReport.diagnostics(diagnostics, campuses: campuses)
                : TextReport.onboarding(
                    diagnostics,
                    campuses: campuses,
                    isCheck: check,
                    style: console.style
                )
        )
        return diagnostics.hasErrors ? .configurationRefused : .inOrder
    }

    /// A campus that goes live begins with what lies in its locations: somebody must want that.
    ///
    /// - Returns: why those are not recorded that must not be; all others are.
    private func decideCutOvers(
        in reading: RegistryReading,
        _ onboarding: Onboarding,
        _ console: Console
    ) throws -> [CampusKey: Diagnostic] {
        var refusals: [CampusKey: Diagnostic] = [:]
        for cutOver in try onboarding.cutOvers(in: reading) where cutOver.asks {
            guard isatty(STDIN_FILENO) == 1, cutOver.obstacle == nil else {
                refusals[cutOver.campus] = cutOver.refusal
                continue
            }
            Console.write(
                TextReport.cutOver(cutOver, style: console.style)
                    + "\nIs the next run to send them? [y/N] ",
                to: STDERR_FILENO
            )
            let answer = readLine()?.lowercased() ?? ""
            if answer != "y", answer != "yes" { refusals[cutOver.campus] = cutOver.declined }
        }
        return refusals
    }
}

extension OnboardedCampus {
    init(_ outcome: Onboarding.Outcome, plan: PlannedRevision? = nil) {
        let change: Change =
            switch outcome.change {
            case .added?: .added
            case .changed?: .changed
            case .unchanged?: .unchanged
            case nil: .invalid
            }
        self.init(
            campus: outcome.campus,
            change: change,
            revision: outcome.revision,
            plan: plan
        )
    }
}

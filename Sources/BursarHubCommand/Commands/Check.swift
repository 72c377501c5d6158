import ArgumentParser
import BursarModel
import Declarations
import Hub
import Ledger
import PostgreSQL
import Registry
import Status

/// `check`: what a run would make of a sample export, without touching anything.
struct Check: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Shows what a run would make of an export, and touches nothing.",
        discussion: """
            Converts a sample export for one campus as if it had never come: every file that would \
            be written, under a column ruler with its fields named, count and total to type into \
            PeopleSoft, and every fee that would be held, with what to do. Nothing is booked, \
            delivered or kept. With --files it takes campus and format files that are not \
            onboarded, and needs no database. What it shows holds patrons' data.

            EXAMPLE: bursarhub check humboldt --files campuses --sample export.xml --explain 1

            Exit status: 0 in order, 1 something would be held, 2 configuration refused, 64 usage.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The campus's key.")
    var campus: String

    @Option(help: ArgumentHelp("The export to convert.", valueName: "export.xml"))
    var sample: String

    @Option(help: ArgumentHelp("Says of this record where each byte came from.", valueName: "n"))
    var explain: Int64?

    @Option(help: "The output whose record is explained (default: the first).")
    var output: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Campus and format files, or folders of them, instead of what is onboarded.",
            valueName: "path"
        )
    )
    var files: [String] = []

    @Option(help: "The business date, yyyy-mm-dd (default: today at the campus).")
    var runDate: String?

    @Option(help: "The code of the export's profile, where its name does not say it.")
    var profile: String?

    @Flag(help: "Shows all records, not the first five of each output.")
    var all = false

    func validate() throws {
        if let runDate, CalendarDate(iso: runDate) == nil {
            throw ValidationError("--run-date takes a date as yyyy-mm-dd")
        }
        if let explain, explain < 1 { throw ValidationError("--explain takes a number from 1") }
        if output != nil, explain == nil { throw ValidationError("--output goes with --explain") }
    }

    func perform(_ console: Console) throws -> ExitStatus {
        guard files.isEmpty else { return try performWithFiles(console) }
        guard try global.hasDatabase else {
            throw CommandFailure(
                .usage,
                "no campus is onboarded here",
                remedy: "name the campus's files with --files, or `bursarhub onboard` them"
            )
        }
        let session = try Session(global, console)
        return try show(
            ExportCheck(
                of: try session.knownCampus(campus),
                from: session.ledger,
                at: session.hub.now
            ),
            console
        )
    }

    private func performWithFiles(_ console: Console) throws -> ExitStatus {
        let files = try DeclarationFiles.collect(files)
        let (reading, outcomes) = try Onboarding.checkAlone(files, at: HubClock.system.now)
        let keys = reading.campuses.compactMap(\.key)
        guard keys.contains(where: { $0.text == campus }) || reading.diagnostics.hasErrors else {
            throw CommandFailure.unknownCampus(campus, among: keys)
        }
        guard
            let revision = reading.campuses.first(where: { $0.key?.text == campus })?.revision
        else {
            let campuses = outcomes.map { OnboardedCampus($0) }
            console.result(
                console.isJSON
                    ? JSONReport.diagnostics(reading.diagnostics, campuses: campuses)
                    : TextReport.onboarding(
                        reading.diagnostics,
                        campuses: campuses,
                        isCheck: true,
                        style: console.style
                    )
            )
            return .configurationRefused
        }
        let errors = reading.diagnostics.count { $0.severity == .error }
        if errors > 0 {
            console.message(
                "\(errors) errors in files of other campuses; `bursarhub onboard --check` shows them"
            )
        }
        // A revision knows its files without the folders they lay in.
        let own = Set(revision.sources.map(\.name))
        let warnings = reading.diagnostics.filter { finding in
            finding.file?.split(separator: "/").last.map { own.contains(String($0)) } ?? false
        }
        if !warnings.isEmpty {
            console.message(
                TextReport.findings(warnings, in: console.style).joined(separator: "\n") + "\n"
            )
        }
        return try show(ExportCheck(of: revision), console)
    }

    private func show(_ check: ExportCheck, _ console: Console) throws -> ExitStatus {
        let clock = CampusClock(check.timeZone)
        guard let now = clock.local(HubClock.system.now) else {
            throw CommandFailure(
                .configurationRefused,
                "this machine's clock is outside the calendar",
                remedy: "set the clock"
            )
        }
        var request = CheckRequest(
            sample: sample,
            at: LocalTime(
                date: runDate.flatMap { CalendarDate(iso: $0) } ?? now.date,
                secondOfDay: now.secondOfDay
            ),
            by: { clock.local($0) },
            temporaryFolder: Environment["TMPDIR"] ?? "/tmp"
        )
        request.profile = profile
        if all { request.shownRecords = .max }
        request.explained = explain.map { CheckRequest.Explained(record: $0, output: output) }
        let report = try check.check(request)
        console.result(
            console.isJSON
                ? try JSONReport.check(report) : TextReport.check(report, style: console.style)
        )
        return report.needsAttention ? .somebodyMustLook : .inOrder
    }
}

extension CommandFailure {
    /// A key that a person typed, and that none of the campuses has.
    static func unknownCampus(_ text: String, among known: [CampusKey]) -> CommandFailure {
        let nearest = Spelling.nearest(text, among: known.map(\.text))
        let names = Message.joined(known.sorted().map { "\($0)" }, separator: ", ")
        return CommandFailure(
            .usage,
            "there is no campus `\(Printable(text))` in these files",
            remedy: nearest.map { "did you mean `\(Printable($0))`?" }
                ?? (known.isEmpty ? "there is no campus file among them" : "they are \(names)")
        )
    }
}

import ArgumentParser
import BursarModel
import Hub
import Posix
import Status

/// `run`: intake, conversion and delivery for all campuses in parallel.
struct Run: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Takes in all campuses' exports, writes their SFS files, and says so.",
        discussion: """
            Looks into every campus's location, converts what is at rest, proves the totals, \
            delivers the outputs and ends with the summary. A run that was interrupted is taken up \
            by the next one.

            EXAMPLE: bursarhub run --campus humboldt --settle 0
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(
        name: .customLong("campus"),
        help: "Only this campus; can be given more than once."
    )
    var campuses: [String] = []

    @Option(help: "Campuses worked on at the same time (default: processors, at most 8).")
    var jobs: Int?

    @Option(help: "Seconds a file must have been at rest; 0 takes everything as it is.")
    var settle: Int64 = 60

    @Option(help: "The business date, yyyy-mm-dd (default: today at the campus).")
    var runDate: String?

    @Option(help: "Seconds after which the run ends in order, whatever it waits for.")
    var deadline: Int64 = 5400

    @Flag(help: "Judge and render as a run would; book, deliver and move nothing.")
    var reportOnly = false

    @OptionGroup var anchor: AnchorOption
    @OptionGroup var notices: NoticesOption

    func validate() throws {
        if let jobs, !(1...64).contains(jobs) {
            throw ValidationError("--jobs takes a number from 1 to 64")
        }
        if !(1...604_800).contains(deadline) {
            throw ValidationError("--deadline takes seconds, from 1 to 604800")
        }
        if settle < 0 { throw ValidationError("--settle takes seconds, 0 or more") }
        if let runDate, CalendarDate(iso: runDate) == nil {
            throw ValidationError("--run-date takes a date as yyyy-mm-dd")
        }
    }

    var endingManner: EndingSignals.Manner { .inOrder(deadline: .seconds(deadline)) }

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        let request = RunRequest(
            campuses: try campuses.map { try session.knownCampus($0) },
            workers: jobs ?? min(8, Processors.online),
            settleSeconds: settle,
            runDate: runDate.flatMap { CalendarDate(iso: $0) },
            mode: reportOnly ? .reportOnly : .live,
            person: Person.name
        )
        let progress = RunProgressView(console)
        var hub = session.hub
        hub.anchor = anchor.anchor(in: session.home)
        let outcome = try progress.shown { try hub.run(request, progress: progress.tell) }
        try tell(outcome, session, console)
        let isAnchored = tellAnchoring(outcome, console)
        // Last, and without a say in how the run ended.
        if outcome.summary.mode == .live, !outcome.hasLostDatabase {
            NoticesTelling(option: notices, home: session.home, hub: hub, console: console)
                .tell(outcome.summary, ofAllCampuses: request.campuses.isEmpty)
        }
        if outcome.hasFailedAssertion { return .assertionFailed }
        if outcome.hasLostDatabase, !EndRequest.isMade { return .databaseUnfit }
        if outcome.isRefused { return .configurationRefused }
        return outcome.needsAttention || !isAnchored ? .somebodyMustLook : .inOrder
    }

    /// Where there is a journal it keeps the audit trail's end, too: out of the hub's own reach.
    private func tellAnchoring(_ outcome: RunOutcome, _ console: Console) -> Bool {
        switch outcome.anchoring {
        case .nothing: break
        case .written(let line):
            if Environment["JOURNAL_STREAM"] != nil { console.message("audit anchor: \(line)") }
        case .failed(let failure):
            console.message("warning: \(failure.message)\n  \(failure.remedy)")
            return false
        }
        return true
    }

    private func tell(_ outcome: RunOutcome, _ session: Session, _ console: Console) throws {
        let summary = outcome.summary
        let folder = SummaryFolder(home: session.home)
        let isKept = summary.mode == .live && outcome.foundSomething
        // First what stays: nobody may be there to read the rest.
        if isKept { try folder.write(summary) }
        if console.isJSON {
            console.result(try JSONReport.summary(summary))
        } else {
            console.report(TextReport.summary(summary, style: console.style))
            if isKept { console.message("Summary: \(folder.path(of: summary))") }
        }
    }
}

import ArgumentParser
import BursarModel
import Glibc
import Hub
import Posix
import Status

/// `status`: how each campus stands, from the database alone.
struct StatusCommand: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "How the campuses stand.",
        discussion: """
            Looks at the database alone, so it can be asked at any time. Exits 0 unless \
            --exit-code is given. --watch stays on the terminal and shows what changes, until q is \
            typed; it goes on by itself when the database was away.

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

    @Option(
        defaultAsFlag: WatchArgument.usual,
        help: ArgumentHelp("Stay, and read again every so many seconds.", valueName: "seconds")
    )
    var watch: WatchArgument?

    var endingManner: EndingSignals.Manner { watch == nil ? .atOnce : .inOrder(deadline: nil) }

    func validate() throws {
        if let since, CalendarDate(iso: since) == nil {
            throw ValidationError("--since takes a date as yyyy-mm-dd")
        }
        guard let watch else { return }
        if !(1...3600).contains(watch.seconds) {
            throw ValidationError("--watch takes seconds, from 1 to 3600")
        }
        if exitCode { throw ValidationError("--exit-code has no answer while --watch goes on") }
    }

    func perform(_ console: Console) throws -> ExitStatus {
        if let watch { return try self.watch(every: watch.seconds, console) }
        let session = try Session(global, console)
        let report = try report(try keys(in: session), session)
        console.report(
            console.isJSON
                ? try JSONReport.status(report)
                : TextReport.status(report, style: console.style)
        )
        let troubled = report.campuses.contains {
            $0.health == .attention || $0.health == .failed || $0.health == .overdue
        }
        return exitCode && troubled ? .somebodyMustLook : .inOrder
    }

    private func keys(in session: Session) throws -> [CampusKey] {
        let named = (watch?.campus).map { [$0] } ?? []
        return try (named + campuses).map { try session.knownCampus($0) }
    }

    private func report(_ keys: [CampusKey], _ session: Session) throws -> StatusReport {
        try session.hub.status(
            of: keys,
            since: since.flatMap { CalendarDate(iso: $0) },
            session.ledger
        )
    }

    private func watch(every seconds: Int64, _ console: Console) throws -> ExitStatus {
        let noScreen = CommandFailure(
            .usage,
            "--watch needs a terminal to show on and to be typed at",
            remedy: "leave it out; a program asks again and again with `bursarhub status --json`"
        )
        guard WholeScreen.isThere, !console.isJSON else { throw noScreen }
        let session = try Session(global, console)
        let keys = try keys(in: session)
        let readings = StatusReadings(
            try report(keys, session),
            global,
            campuses: keys,
            since: since.flatMap { CalendarDate(iso: $0) },
            every: seconds
        )
        readings.begin()
        let isShown = WholeScreen().show { size in
            let newest = readings.newest
            return WatchFrame(
                newest.report,
                trouble: newest.trouble,
                every: seconds,
                style: console.style
            ).lines(rows: size.rows, columns: size.columns).map(console.style.shown)
        }
        // What is being read on the other thread is given up.
        EndRequest.make(.signal(SIGINT))
        if !isShown { throw noScreen }
        return .inOrder
    }
}

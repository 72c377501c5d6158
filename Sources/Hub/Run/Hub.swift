import AlmaExport
import BursarModel
import Failpoints
import Ledger
import Locations
import Posix
public import PostgreSQL

/// The hub: a home, a database, and the runs over them.
public struct Hub: Sendable {
    public let home: Home
    let database: PostgresAddress
    let clock: HubClock
    /// Where the audit trail's end is kept outside the database.
    public var anchor: AuditAnchor
    /// How long a server may be away before it counts as unreachable.
    let patience: Duration

    public init(
        home: Home,
        database: PostgresAddress,
        clock: HubClock = .system,
        patience: Duration = .seconds(60)
    ) {
        anchor = AuditAnchor(home)
        self.home = home
        self.database = database
        self.clock = clock
        self.patience = patience
    }

    func connect(_ part: String, within patience: Duration? = nil) throws -> PostgresConnection {
        try PostgresConnection.connectWithRetries(
            database,
            applicationName: "bursarhub \(part)",
            within: patience ?? self.patience
        )
    }

    /// The same without a second try.
    func connectAtOnce(_ part: String) throws(PostgresError) -> PostgresConnection {
        try PostgresConnection(database, applicationName: "bursarhub \(part)")
    }

    /// Takes in all campuses' exports in parallel, writes their outputs, and proves the totals.
    ///
    /// A campus that fails is a value in the summary; the run goes on for the others.
    ///
    /// - Throws: where nothing could be begun: no database, or a home of another hub.
    public func run(
        _ request: RunRequest,
        progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) throws -> RunOutcome {
        var ledger = Ledger(try connect("control"))
        AlmaExportReader.prepare()  // once, before workers read
        let startedAt = clock.now
        let run = RunID.make(at: startedAt)
        let places = try Places(home: home, database: try ledger.databaseIdentifier())
        var reading = CommonReading(ledger)
        try DatabaseAge(home: home, database: places.owner.database, ledger: ledger)
            .refuseOlder(&reading)
        try PrivateFolder.sweep(home.folder)
        // Before anything is booked: without its key a purged fee would be taken for new.
        try PurgeKey(home).prove(for: request.campuses, ledger)
        if request.mode == .live {
            try ledger.beginRun(
                run,
                mode: request.mode,
                homeID: home.id,
                isDemo: home.isDemo,
                hubVersion: HubVersion.text,
                runDate: request.runDate,
                at: startedAt
            )
        }
        let look = FirstLook(
            request: request,
            places: places,
            isDemo: home.isDemo,
            campuses: try campusesInForce(&reading, ledger, at: startedAt),
            damaged: reading.damaged,
            now: startedAt,
            ledger: ledger
        )
        let works = look.works()
        let keeper = LeaseKeeper(hub: self, run: run)
        let workers = RunWorkers(
            hub: self,
            request: request,
            run: run,
            sessionName: keeper.sessionName,
            places: places,
            patience: ServerPatience(patience),
            progress: progress
        )
        progress(.started(campuses: works.count(where: \.needsClaim)))
        _ = try keeper.keep(&ledger) { workers.run(works) }
        let worked = workers.reports(on: works)
        if EndRequest.isMade || worked.contains(where: \.hasGivenUpSession) {
            try keeper.end(ledger)
        }
        let reports = (worked + (try quietReports(works, request, ledger)))
            .sorted { $0.summary.campus < $1.summary.campus }
        return RunOutcome(
            summary: try conclude(run, request, reports, startedAt: startedAt, ledger),
            hasFailedAssertion: worked.contains(where: \.hasFailedAssertion),
            hasLostDatabase: reports.contains(where: \.hasLostDatabase),
            isRefused: isRefused(reports),
            anchoring: request.mode == .live ? writeAnchor(ledger) : .nothing
        )
    }

    /// The fees are booked and delivered by now: that the anchor is not written undoes nothing.
    private func writeAnchor(_ ledger: Ledger) -> RunOutcome.Anchoring {
        do {
            try Failpoint.reached("audit.after")
            return try anchor.write(ledger, at: clock.now).map { .written($0) } ?? .nothing
        } catch {
            return .failed(AnchorFailure(error))
        }
    }

    /// Whether places of another hub left nothing to do.
    private func isRefused(_ reports: [CampusReport]) -> Bool {
        reports.contains(where: \.isForeign)
            && reports.allSatisfy { report in
                switch report.summary.outcome {
                case .nothing, .paused, .retired: true
                case .configError: report.isForeign
                case .ok, .attention, .failed, .busy, .trial: false
                }
            }
    }

    /// Every campus; one whose open work cannot be read without it.
    private func campusesInForce(
        _ reading: inout CommonReading,
        _ ledger: Ledger,
        at now: Timestamp
    ) throws -> [CampusInForce] {
        let version = HubVersion.text
        var campuses = try reading.read {
            try ledger.campusesInForce(hubVersion: version, at: now, only: $0)
        }
        for campus in reading.damaged.keys where !campuses.contains(where: { $0.campus == campus })
        {
            campuses += try ledger.campusesInForce(
                hubVersion: version,
                at: now,
                only: campus,
                countingWork: false
            )
        }
        return campuses.sorted { $0.campus < $1.campus }
    }

    /// The campuses that nobody had to be claimed for.
    private func quietReports(
        _ works: [CampusWork],
        _ request: RunRequest,
        _ ledger: Ledger
    ) throws -> [CampusReport] {
        var reading = CommonReading(ledger)
        let held = Dictionary(
            uniqueKeysWithValues: try reading.read { Array(try ledger.heldByReason(at: $0)) }
        )
        return try works.filter { !$0.needsClaim }.map { work in
            var work = work
            work.obstacle = work.obstacle ?? reading.damaged[work.campus.campus]
            var report = CampusReport(
                quiet: work,
                held: held[work.campus.campus] ?? [],
                runDate: request.runDate,
                at: clock.now
            )
            if let pause = work.campus.pause {
                let day = try ledger.localDate(of: pause.since, in: work.campus.timeZone)
                report.summary.message = pause.message(since: day).text
            }
            return report
        }
    }

    /// Records how the run ended and tells it, from the ledger where there is a record.
    private func conclude(
        _ run: String,
        _ request: RunRequest,
        _ reports: [CampusReport],
        startedAt: Timestamp,
        _ ledger: Ledger
    ) throws -> RunSummary {
        let finishedAt = clock.now
        if request.mode == .live {
            try ledger.record(
                reports.map { report in
                    CampusRunRecord(
                        summary: report.summary,
                        revision: report.revision,
                        runDate: report.runDate,
                        startedAt: report.startedAt,
                        finishedAt: report.finishedAt
                    )
                },
                run: run,
                by: request.person,
                finishedAt: finishedAt
            )
            // Where a page of it cannot be read, the run tells what it has seen itself.
            let told = try CommonReading(ledger).whole { try ledger.summary(of: run) }
            if var summary = told ?? nil {
                // What would be held on trial is told now and recorded nowhere.
                for (index, campus) in summary.campuses.enumerated() where campus.outcome == .trial
                {
                    let told = reports.first { $0.summary.campus == campus.campus }?.summary
                    summary.campuses[index].heldByReason = told?.heldByReason ?? []
                }
                return summary
            }
        }
        var totals = Books.zero
        var campuses = reports.map(\.summary)
        // Of a run that is recorded, the ledger tells this with the rest.
        let terms = try CommonReading(ledger).whole {
            try ledger.endingTerms(on: request.runDate, at: startedAt)
        }
        for index in campuses.indices {
            campuses[index].termsEnd = terms?[campuses[index].campus]
        }
        for campus in campuses where campus.outcome != .trial { try totals.add(campus.books) }
        return RunSummary(
            run: run,
            startedAt: startedAt,
            finishedAt: finishedAt,
            mode: request.mode,
            isDemo: home.isDemo,
            runDate: request.runDate,
            campuses: campuses,
            totals: totals,
            balanced: totals.balance && campuses.allSatisfy(\.books.balance)
        )
    }
}

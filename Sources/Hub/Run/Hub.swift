public import BursarModel
import Dispatch
import Ledger
import Locations
import Posix
public import PostgreSQL
import Registry
import Synchronization

/// The hub: a home, a database, and the runs over them.
public struct Hub: Sendable {
    let home: Home
    let database: PostgresAddress
    let clock: HubClock

    public init(home: Home, database: PostgresAddress, clock: HubClock = .system) {
        self.home = home
        self.database = database
        self.clock = clock
    }

    /// Takes in all campuses' exports in parallel, writes their outputs, and proves the totals.
    ///
    /// A campus that fails is a value in the summary; the run goes on for the others. Blocking calls
    /// stay on Dispatch's threads, one connection for each worker.
    ///
    /// - Throws: where nothing could be begun: no database, or a home of another hub.
    public func run(
        _ request: RunRequest, progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) throws -> RunOutcome {
        let control = try connect("control")
        let ledger = Ledger(control)
        let startedAt = clock.now
        let run = RunID.make(at: startedAt)
        let campuses = try ledger.campusesInForce(hubVersion: HubVersion.text, at: startedAt)
        let places = try Places(home: home, database: try ledger.databaseIdentifier())
        if request.mode == .live {
            try ledger.beginRun(
                run, mode: request.mode, homeID: home.id, isDemo: home.isDemo,
                hubVersion: HubVersion.text, at: startedAt)
        }
        let look = FirstLook(
            request: request, places: places, isDemo: home.isDemo, campuses: campuses)
        let works = look.works()
        progress(.started(campuses: works.count))
        let pool = RunWorkers(
            hub: self, request: request, run: run, places: places, progress: progress)
        let reports = pool.run(works)
        let held = try ledger.heldByReason()
        let quiet = works.filter { !$0.needsClaim }.map { QuietCampus($0).report(held, clock.now) }
        let all = (reports + quiet).sorted { $0.summary.campus < $1.summary.campus }
        let finishedAt = clock.now
        if request.mode == .live {
            for report in all {
                try ledger.record(
                    report.summary, run: run, revision: report.revision, runDate: report.runDate,
                    startedAt: report.startedAt, finishedAt: report.finishedAt)
            }
            try ledger.finishRun(run, at: finishedAt)
        }
        return RunOutcome(
            summary: try summary(
                of: run, all.map(\.summary), request, startedAt, finishedAt, ledger),
            hasFailedAssertion: reports.contains(where: \.hasFailedAssertion),
            hasLostDatabase: reports.contains(where: \.hasLostDatabase))
    }
}

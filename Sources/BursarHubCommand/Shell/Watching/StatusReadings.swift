import BursarModel
import Dispatch
import Hub
import Posix
import PostgreSQL
import Status
import Synchronization

/// The newest status, read again and again on a thread of its own.
///
/// A database that restarts, or is away for a while, costs the figures their newness and nothing
/// else: whoever looks is told so, and can end at once.
final class StatusReadings: Sendable {
    struct State: Sendable {
        var report: StatusReport
        var trouble: WatchFrame.Trouble?
    }

    private let state: Mutex<State>
    private let global: GlobalOptions
    private let campuses: [CampusKey]
    private let since: CalendarDate?
    private let seconds: Int64

    /// Begins with a report that was read already.
    init(
        _ report: StatusReport,
        _ global: GlobalOptions,
        campuses: [CampusKey],
        since: CalendarDate?,
        every seconds: Int64
    ) {
        state = Mutex(State(report: report))
        self.global = global
        self.campuses = campuses
        self.since = since
        self.seconds = seconds
    }

    var newest: State { state.withLock { $0 } }

    /// Reads until the process is to end.
    func begin() {
        DispatchQueue(label: "bursarhub status").async { [self] in
            do {
                try ProcessStart.prepareThread()
            } catch {
                return fail(error)
            }
            EndRequest.sleep(.seconds(seconds))
            while !EndRequest.isMade {
                do {
                    try read()
                } catch {
                    fail(error)
                    EndRequest.sleep(.seconds(1))
                }
            }
        }
    }

    /// With one session for as long as it holds.
    private func read() throws {
        try requireRunningDatabase()
        // Whatever a session warns of would stand in the middle of the screen.
        let session = try Session(
            global,
            Console(isJSON: false, isQuiet: true, isVerbose: false, style: .plain)
        )
        let hub = session.hub
        while !EndRequest.isMade {
            let report = try hub.status(of: campuses, since: since, session.ledger)
            state.withLock { $0 = State(report: report) }
            EndRequest.sleep(.seconds(seconds))
        }
    }

    /// Whoever looks does not start a database that somebody stopped.
    private func requireRunningDatabase() throws {
        guard global.databaseAddress == nil else { return }
        switch try EmbeddedServer(folder: Home(global.homePath).databasePath).status() {
        case .running: return
        case .absent, .stopped:
            throw CommandFailure(
                .databaseUnfit,
                "the embedded database is stopped",
                remedy: "`bursarhub database start` starts it"
            )
        case .notAnswering:
            throw CommandFailure(
                .databaseUnfit,
                "the embedded database does not answer",
                remedy: "see `bursarhub database status`"
            )
        }
    }

    private func fail(_ error: any Error) {
        let failure = CommandFailure(error)
        let now = HubClock.system.now
        state.withLock { state in
            state.trouble = WatchFrame.Trouble(
                message: "\(failure.message); \(failure.remedy)",
                since: state.trouble?.since ?? now
            )
        }
    }
}

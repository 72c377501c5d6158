import BursarModel
import Dispatch
import Ledger
import Posix
import PostgreSQL
import Registry
import Synchronization

/// The workers of a run: each takes the next campus from the queue until there is none.
///
/// A worker is one of Dispatch's threads with one connection of its own; nothing below is async,
/// because libpq and files block.
struct RunWorkers: Sendable {
    let hub: Hub
    let request: RunRequest
    let run: String
    /// What the workers' sessions are called at the server.
    let sessionName: String
    let places: Places
    let patience: ServerPatience
    let progress: @Sendable (RunProgress) -> Void
    let done = ReportsDone()

    /// Works on every campus that needs it, until the process is to end.
    func run(_ works: [CampusWork]) {
        let waiting = works.filter(\.needsClaim)
        guard !waiting.isEmpty else { return }
        let queue = WorkQueue(waiting)
        DispatchQueue.concurrentPerform(iterations: min(request.workers, waiting.count)) { worker in
            var connection: PostgresConnection?
            guard !isSpared(&connection) else { return }
            while !EndRequest.isMade, let work = queue.next() {
                let meter = RunMeter()
                progress(.working(worker: worker, work.campus.campus, meter))
                done.begin(work.campus.campus)
                let report = report(on: work, &connection, meter)
                done.end(report)
                progress(.finished(worker: worker, report.summary))
            }
        }
    }

    /// Whether the server has no place for this worker, and another one does the work.
    ///
    /// With a campus in its hands it would wait for a place that the others need to the end; so it
    /// first sees whether one of the others came in. What else is wrong with the server is told with
    /// the first campus.
    private func isSpared(_ connection: inout PostgresConnection?) -> Bool {
        do throws(PostgresError) {
            connection = try hub.connectAtOnce(sessionName)
            done.state.withLock { $0.places += 1 }
            return false
        } catch {
            guard error.state == .tooManyConnections else { return false }
            let end = MonotonicClock.now + .seconds(1)
            while MonotonicClock.now < end {
                if done.state.withLock({ $0.places > 0 }) { return true }
                EndRequest.sleep(.milliseconds(10))
            }
            return false
        }
    }

    /// How it ended for each campus that needed a worker, whether one came to it or not.
    func reports(on works: [CampusWork]) -> [CampusReport] {
        done.state.withLock { state in
            works.filter(\.needsClaim).map { work in
                let campus = work.campus.campus
                guard let report = state.reports[campus] else {
                    var report = CampusReport(
                        cutOff: work,
                        isBegun: state.begun.contains(campus),
                        cause: EndRequested(cause: EndRequest.cause ?? .deadline),
                        at: hub.clock.now
                    )
                    report.hasGivenUpSession = true
                    return report
                }
                return report
            }
        }
    }

    private func report(
        on work: CampusWork,
        _ connection: inout PostgresConnection?,
        _ meter: RunMeter
    ) -> CampusReport {
        let startedAt = hub.clock.now
        var report = CampusReport(
            summary: CampusSummary(work, outcome: .busy),
            revision: work.campus.revision,
            runDate: request.runDate,
            startedAt: startedAt,
            finishedAt: startedAt
        )
        var repeats = 0
        do {
            try ProcessStart.prepareThread()
            if connection?.isBroken ?? true {
                connection = try patience.open { try hub.connect(sessionName, within: $0) }
            }
            if let connection {
                repeats = connection.repeats
                try workPastDamage(on: work, connection, meter, into: &report)
                report.summary.retries = connection.repeats - repeats
            }
        } catch {
            report.fail(with: error, work)
            report.summary.retries = (connection?.repeats ?? repeats) - repeats
            report.hasGivenUpSession = true
            // It may be in the middle of anything. With its end the campus is free again.
            connection?.close()
            connection = nil
        }
        report.finishedAt = hub.clock.now
        return report
    }

    /// Works on a campus, and once more by indices alone where a damaged page was met.
    ///
    /// A scan may have met another campus's page. The second time takes up what the first left, as
    /// it would what a killed run left.
    private func workPastDamage(
        on work: CampusWork,
        _ connection: PostgresConnection,
        _ meter: RunMeter,
        into report: inout CampusReport
    ) throws {
        let ledger = Ledger(connection)
        do {
            try claimAndWork(on: work, ledger, meter, into: &report)
        } catch {
            let trouble = (error as? CutShort)?.trouble ?? Trouble(error)
            guard trouble.isDamage, !ledger.avoidsScans, !ledger.isBroken else { throw error }
            try ledger.giveUp()
            try ledger.avoidScans()
            try claimAndWork(on: work, Ledger(connection), meter, into: &report)
        }
    }

    private func claimAndWork(
        on work: CampusWork,
        _ ledger: Ledger,
        _ meter: RunMeter,
        into report: inout CampusReport
    ) throws {
        let configuration = try CampusConfiguration(
            of: work.campus.campus,
            revision: work.campus.revision,
            from: ledger
        )
        if !work.isTrial, request.mode == .live {
            try places.examine(configuration.campus.outbox, of: work.campus.campus)
        }
        switch try ledger.claim(
            work.campus.campus,
            for: run,
            at: hub.clock.now,
            runDate: request.runDate
        )
        {
        case .busy:
            report.summary.message = "another hub works on this campus now"
        case .stalled:
            report.summary.outcome = .attention
            report.summary.message = "another hub holds this campus and has not been heard of"
            report.summary.remedy = "see whether a hub hangs on another host, and end it"
        case .claimed(let claim):
            report.revision = claim.revision
            report.runDate = claim.local.date
            // Paused, or put on trial, since the first look: that look holds no longer.
            guard claim.state == work.campus.state else {
                report.summary.outcome = claim.state == .paused ? .paused : .busy
                report.summary.message = "its state was changed a moment ago to \(claim.state)"
                try ledger.release(claim)
                return
            }
            let campusRun = CampusRun(
                work: work,
                configuration: configuration,
                request: request,
                run: run,
                ledger: ledger,
                places: places,
                clock: hub.clock,
                meter: meter
            )
            report.summary = try campusRun.run(under: claim)
            try ledger.release(claim)
        }
    }
}

/// What the workers have told so far.
final class ReportsDone: Sendable {
    struct State: Sendable {
        var begun: Set<CampusKey> = []
        var reports: [CampusKey: CampusReport] = [:]
        /// So many workers came to a session.
        var places = 0
    }

    let state = Mutex(State())

    func begin(_ campus: CampusKey) { state.withLock { _ = $0.begun.insert(campus) } }

    func end(_ report: CampusReport) {
        state.withLock { $0.reports[report.summary.campus] = report }
    }
}

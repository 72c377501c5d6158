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
    let progress: @Sendable (RunProgress) -> Void
    let done = ReportsDone()

    /// Works on every campus that needs it, until the process is to end.
    func run(_ works: [CampusWork]) {
        let waiting = works.filter(\.needsClaim)
        guard !waiting.isEmpty else { return }
        let queue = WorkQueue(waiting)
        DispatchQueue.concurrentPerform(iterations: min(request.workers, waiting.count)) { worker in
            var connection: PostgresConnection?
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
        do {
            try ProcessStart.prepareThread()
            if connection?.isBroken ?? true { connection = try hub.connect(sessionName) }
            if let connection {
                try claimAndWork(on: work, Ledger(connection), meter, into: &report)
            }
        } catch {
            report.fail(with: error, work)
            report.hasGivenUpSession = true
            // It may be in the middle of anything. With its end the campus is free again.
            connection?.close()
            connection = nil
        }
        report.finishedAt = hub.clock.now
        return report
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
    }

    let state = Mutex(State())

    func begin(_ campus: CampusKey) { state.withLock { _ = $0.begun.insert(campus) } }

    func end(_ report: CampusReport) {
        state.withLock { $0.reports[report.summary.campus] = report }
    }
}

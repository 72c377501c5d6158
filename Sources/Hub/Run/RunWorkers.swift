import BursarModel
import Dispatch
import Ledger
import PostgreSQL
import Registry
import Synchronization

/// The workers of a run: each takes the next campus from the queue until there is none.
///
/// A worker is one of Dispatch's threads with one connection of its own; nothing below is async,
/// because libpq and files block.
struct RunWorkers {
    let hub: Hub
    let request: RunRequest
    let run: String
    let places: Places
    let progress: @Sendable (RunProgress) -> Void

    /// Works on every campus that needs it.
    func run(_ works: [CampusWork]) -> [CampusReport] {
        let waiting = works.filter(\.needsClaim)
        guard !waiting.isEmpty else { return [] }
        let queue = WorkQueue(waiting)
        let reports = Mutex<[CampusReport]>([])
        DispatchQueue.concurrentPerform(iterations: min(request.workers, waiting.count)) { worker in
            var connection: PostgresConnection?
            while let work = queue.next() {
                progress(.working(worker: worker, work.campus.campus))
                let report = report(on: work, &connection)
                reports.withLock { $0.append(report) }
                progress(.finished(worker: worker, report.summary))
            }
        }
        return reports.withLock { $0 }
    }

    private func report(
        on work: CampusWork,
        _ connection: inout PostgresConnection?
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
            if connection?.isBroken ?? true { connection = try hub.connect("worker") }
            if let connection {
                try claimAndWork(on: work, Ledger(connection), into: &report)
            }
        } catch {
            report.fail(with: error, work)
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
                clock: hub.clock
            )
            report.summary = try campusRun.run(under: claim)
            try ledger.release(claim)
        }
    }
}

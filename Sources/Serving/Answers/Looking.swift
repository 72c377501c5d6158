import BursarModel
import Hub
import Ledger
import Status

/// Looks at a matter with the rights of a viewer, and no others.
///
/// What is another campus's is not there: the database's row security sees to that, and so a
/// mistake here shows too little and never too much.
struct Looking: Sendable {
    let hub: Hub

    /// Nil where there is no such thing, or not for this viewer.
    func look(at matter: Matter, as viewer: Viewer, _ question: Question, _ ledger: Ledger) throws
        -> Seen?
    {
        try ledger.asViewer(viewer) { ledger in
            guard let thing = try thing(of: matter, as: viewer, question, ledger) else {
                return nil
            }
            return Seen(thing: thing, asOf: hub.now, labels: try labels(ledger))
        }
    }

    private func thing(
        of matter: Matter,
        as viewer: Viewer,
        _ question: Question,
        _ ledger: Ledger
    ) throws -> Seen.Thing? {
        switch matter {
        case .status:
            let report = try hub.status(of: keys(viewer), since: nil, ledger)
            let newest = try ledger.newestRun()
            return .status(report, lastRun: try newest.flatMap { try ledger.summary(of: $0) })
        case .campus(let key):
            let report = try hub.status(of: [key], since: nil, ledger)
            guard let campus = report.campuses.first else { return nil }
            return .campus(campus, held: try ledger.held(at: key))
        case .runs:
            return .runs(
                try ledger.runEntries(limit: question.limit, before: question.before)
            )
        case .run(let id): return try ledger.summary(of: id).map { .run($0) }
        case .export(let id): return try ledger.exportDetail(id).map { .export($0) }
        case .outputs:
            let outputs = try ledger.outputs(of: question.campus ?? viewer.campus)
            return .outputs(Array(outputs.prefix(question.limit)))
        case .output(let id):
            return try ledger.outputDetail(id, withCharges: false).map { .output($0) }
        case .held:
            let items = try ledger.held(at: question.campus ?? viewer.campus)
            return .held(Array(items.prefix(question.limit)))
        case .heldItem(let id): return try ledger.heldDetail(id).map { .heldItem($0) }
        }
    }

    func labels(_ ledger: Ledger) throws -> [CampusKey: CampusLabel] {
        var labels: [CampusKey: CampusLabel] = [:]
        for campus in try ledger.campusesInForce(hubVersion: HubVersion.text, at: hub.now) {
            labels[campus.campus] = CampusLabel(
                campus.campus,
                name: campus.name,
                timeZone: campus.timeZone
            )
        }
        return labels
    }

    private func keys(_ viewer: Viewer) -> [CampusKey] {
        viewer.campus.map { [$0] } ?? []
    }
}

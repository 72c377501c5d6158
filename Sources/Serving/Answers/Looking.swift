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

    func look(at matter: Matter, as viewer: Viewer, _ question: Question, _ ledger: Ledger) throws
        -> Seen
    {
        try see(as: viewer, ledger) { try thing(of: matter, as: viewer, question, $0) }
    }

    /// What there is around every page, whatever it shows.
    func around(as viewer: Viewer, _ ledger: Ledger) throws -> Seen {
        try see(as: viewer, ledger) { _ in nil }
    }

    private func see(
        as viewer: Viewer,
        _ ledger: Ledger,
        _ thing: (Ledger) throws -> Seen.Thing?
    ) throws -> Seen {
        var seen = nothing
        guard try isThere(viewer, ledger) else { return seen }
        try ledger.asViewer(viewer) { ledger in
            seen.thing = try thing(ledger)
            seen.labels = try labels(ledger)
        }
        return seen
    }

    /// What is seen where there is nothing, and no campus.
    var nothing: Seen { Seen(thing: nil, asOf: hub.now, isDemo: hub.home.isDemo, labels: [:]) }

    /// A user of the proxy may be given a campus that is not onboarded: it is nowhere.
    ///
    /// One that is, and has no login yet, is another matter: asking as it throws, and the log says
    /// what to do.
    private func isThere(_ viewer: Viewer, _ ledger: Ledger) throws -> Bool {
        guard let campus = viewer.campus, try ledger.login(of: campus) == nil else { return true }
        let version = HubVersion.text
        return try ledger.asViewer(.consortium) { ledger in
            try !ledger.campusesInForce(hubVersion: version, at: hub.now, only: campus).isEmpty
        }
    }

    /// Nil where there is no such thing, or not for this viewer.
    private func thing(
        of matter: Matter,
        as viewer: Viewer,
        _ question: Question,
        _ ledger: Ledger
    ) throws -> Seen.Thing? {
        let campus = question.campus ?? viewer.campus
        switch matter {
        case .status:
            let report = try hub.status(of: keys(viewer), since: nil, ledger)
            let newest = try ledger.newestRun()
            return .status(report, lastRun: try newest.flatMap { try ledger.summary(of: $0) })
        case .campus(let key):
            let report = try hub.status(of: [key], since: nil, ledger)
            guard let campus = report.campuses.first else { return nil }
            let held = try ledger.heldList(at: key, limit: Question.usualList)
            return .campus(campus, held: held.items)
        case .runs:
            return .runs(
                try ledger.runList(at: campus, before: question.runsBefore, limit: question.limit)
            )
        case .run(let id): return try ledger.summary(of: id).map { .run($0) }
        case .export(let id): return try ledger.exportDetail(id).map { .export($0) }
        case .outputs:
            return .outputs(
                try ledger.outputList(
                    of: campus,
                    after: question.outputsAfter,
                    limit: question.limit
                )
            )
        case .output(let id):
            return try ledger.outputDetail(id, withCharges: false).map { .output($0) }
        case .held:
            return .held(
                try ledger.heldList(at: campus, after: question.heldAfter, limit: question.limit)
            )
        case .heldItem(let id): return try ledger.heldDetail(id).map { .heldItem($0) }
        }
    }

    private func labels(_ ledger: Ledger) throws -> [CampusKey: CampusLabel] {
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

public import BursarModel
import Declarations
import Digests
import Ledger
public import Registry

/// What recording would change, told before it is done.
extension Onboarding {
    /// What would be recorded: new campuses, and those of which a file changed.
    public func plans(for reading: RegistryReading) throws -> [CampusKey: PlannedRevision] {
        let paths = Onboarding.paths(of: reading)
        var plans: [CampusKey: PlannedRevision] = [:]
        for case let revision? in reading.campuses.map(\.revision) {
            let key = revision.campus.key
            let current = try ledger.revisionInForce(of: key)
            guard current?.fingerprint != revision.fingerprint.bytes else { continue }
            plans[key] = try plan(revision, after: current, paths)
        }
        return plans
    }

    private func plan(
        _ revision: CampusRevision,
        after current: RevisionInForce?,
        _ paths: [String: String]
    ) throws -> PlannedRevision {
        let key = revision.campus.key
        var campus = RegisteredCampus(revision.campus, revision: (current?.revision ?? 0) + 1)
        if let pause = current?.pause, pause.isByCommand || campus.state == .paused {
            campus.pause = pause
            campus.state = .paused
        }
        guard let current else {
            return PlannedRevision(
                campus: campus,
                revisionInForce: nil,
                stateInForce: nil,
                files: [],
                held: HeldOutlook(),
                isBooked: campus.state == .live,
                becomesLive: revision.campus.state == .live
            )
        }
        let rejudging = HeldRejudging(
            revision: revision,
            ledger: ledger,
            home: hub.home,
            today: try ledger.localDate(of: hub.clock.now, in: revision.campus.timeZone)
        )
        return PlannedRevision(
            campus: campus,
            revisionInForce: current.revision,
            stateInForce: current.state,
            files: SourceDifferences.between(
                try ledger.sources(of: key, revision: current.revision),
                RevisionRecord(revision).sources
            ) { paths[$0] ?? $0 },
            held: try rejudging.outlook(),
            isBooked: campus.state == .live || (campus.state == .trial && hub.home.isDemo),
            becomesLive: revision.campus.state == .live && !current.wasLive
        )
    }

    /// Recorded sources are named without folders; a person knows them by their paths.
    private static func paths(of reading: RegistryReading) -> [String: String] {
        let given =
            reading.campuses.filter { !$0.isInForce }.map(\.file)
            + reading.formats.map(\.source.name)
        return Dictionary(
            given.compactMap { path in
                path.split(separator: "/").last.map { (String($0), path) }
            }
        ) { first, _ in first }
    }
}

public import BursarModel
import Ledger
import Locations
import PostgreSQL
public import Registry

extension Onboarding {
    /// The campuses that become live, with what lies in their locations.
    ///
    /// A location that cannot be looked at is a value: it stops its own campus and no other.
    public func cutOvers(in reading: RegistryReading) throws -> [CutOver] {
        let becoming = try reading.campuses.compactMap { checked -> (String, CampusRevision)? in
            guard let revision = checked.revision, revision.campus.state == .live,
                try ledger.revisionInForce(of: revision.campus.key)?.wasLive != true
            else { return nil }
            return (checked.file, revision)
        }
        guard !becoming.isEmpty else { return [] }
        let places = try Places(home: hub.home, database: try ledger.databaseIdentifier())
        return try becoming.map { file, revision in
            try cutOver(of: revision.campus, file: file, places)
        }
    }

    private func cutOver(of campus: Campus, file: String, _ places: Places) throws -> CutOver {
        var cutOver = CutOver(
            campus: campus.key,
            file: file,
            profiles: campus.exports.map {
                CutOver.Profile(code: $0.code, startsAfter: $0.startsAfter)
            }
        )
        for profile in campus.exports {
            let arrivals: [Arrival]
            do {
                arrivals = try places.location(profile.location)
                    .arrivals(codes: [profile.code]).arrivals
            } catch {
                let trouble = Trouble(error, at: campus.key)
                cutOver.obstacle = CutOver.Obstacle(
                    message: trouble.message,
                    remedy: trouble.remedy
                )
                continue
            }
            for arrival in arrivals {
                let written = arrival.name.written ?? arrival.identity.modified
                let day = try ledger.localDate(of: written, in: campus.timeZone)
                if let start = profile.startsAfter, day <= start {
                    cutOver.older += 1
                } else {
                    cutOver.waiting.append(CutOver.Waiting(name: arrival.name.text, day: day))
                }
            }
        }
        // What `baseline` has booked lies there still, and no run would send it.
        let booked = try ledger.bookedNames(among: cutOver.waiting.map(\.name), at: campus.key)
        cutOver.waiting.removeAll { booked.contains($0.name) }
        cutOver.waiting.sort { ($0.day, $0.name) < ($1.day, $1.name) }
        return cutOver
    }
}

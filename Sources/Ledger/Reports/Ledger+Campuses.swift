public import BursarModel
import PostgreSQL

extension Ledger {
    /// Every campus of the registry as `campus list` shows it.
    public func registeredCampuses(hubVersion: String, at now: Timestamp) throws
        -> [RegisteredCampus]
    {
        try campusesInForce(hubVersion: hubVersion, at: now).map { campus in
            RegisteredCampus(
                campus: campus.campus,
                name: campus.name,
                timeZone: campus.timeZone,
                state: campus.state,
                pause: campus.pause,
                revision: campus.revision,
                layoutConfirmed: campus.layoutConfirmed,
                exports: campus.profiles.map { profile in
                    RegisteredCampus.Profile(
                        code: profile.code.text,
                        location: profile.location,
                        schedule: profile.schedule,
                        format: profile.format
                    )
                },
                outbox: campus.outbox
            )
        }
    }
}

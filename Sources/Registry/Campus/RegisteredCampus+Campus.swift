public import BursarModel

extension RegisteredCampus {
    /// A campus as `campus list` shows it, from its revision in force.
    public init(_ campus: Campus, revision: Int) {
        self.init(
            campus: campus.key,
            name: campus.name,
            timeZone: campus.timeZone,
            state: campus.state,
            pause: nil,
            revision: revision,
            layoutConfirmed: campus.layoutConfirmed != nil,
            exports: campus.exports.map { profile in
                Profile(
                    code: profile.code.text,
                    location: profile.location.description,
                    schedule: profile.schedule.description,
                    format: profile.format
                )
            },
            outbox: campus.outbox.description
        )
    }
}

import BursarModel
import Ledger
import Registry

/// Decides what is told after a run, and records it; within `Ledger.inTelling`.
struct TellingPlan {
    let summary: RunSummary
    let status: StatusReport
    /// Whether the run looked at all campuses: only such a one has news of the day.
    let isWhole: Bool
    let rules: TellingRules
    let ledger: Ledger
    let now: Timestamp
    let outputsSince: Timestamp

    func decide() throws -> Telling {
        let concerned = concerned
        return Telling(
            summary: summary,
            status: status,
            tellsConsortium: try decide(rules.consortium, .consortium, concerned),
            tellsWebhook: try decide(rules.webhook, .webhook, concerned),
            campuses: try concerned.compactMap { try decide($0.summary, $0.status) }
        )
    }

    /// The campuses of the run that take part for good, and of which it knows how they stand.
    private var concerned: [(summary: CampusSummary, status: CampusStatus)] {
        summary.campuses.compactMap { campus in
            guard campus.state == .live || (campus.state == .trial && summary.isDemo),
                let standing = status.campuses.first(where: { $0.campus == campus.campus })
            else { return nil }
            switch campus.outcome {
            case .busy, .paused, .retired, .trial: return nil
            case .ok, .nothing, .attention, .failed, .configError: return (campus, standing)
            }
        }
    }

    // MARK: The consortium

    private func decide(
        _ rule: TellingRules.OfRuns?,
        _ audience: Audience,
        _ concerned: [(summary: CampusSummary, status: CampusStatus)]
    ) throws -> Bool {
        guard let rule else { return false }
        let told = try ledger.told(audience) ?? Told(matters: [], at: nil, since: now)
        let matters = concerned.map { Matters($0.summary, $0.status) }
        let keys = Set(concerned.map(\.summary.campus.text))
        // What is known of a campus that this run did not look at stays known.
        let here = told.matters.filter { keys.contains(Matters.campus(of: $0)) }
        let elsewhere = told.matters.filter { !keys.contains(Matters.campus(of: $0)) }
        let change = Matters.change(from: here, to: matters)
        let isChanged = change.hasNew || change.isRelieved
        let isDue = try isWhole && isFirstOfTheDay(told.at, in: commonZone)
        let tells =
            switch rule {
            case .always: hasWorked || isChanged || isDue
            case .trouble: isChanged || (isDue && matters.contains { !$0.lines.isEmpty })
            }
        try ledger.note(
            Told(
                matters: Matters.known(here, after: matters) + elsewhere,
                at: tells ? now : told.at,
                since: told.since
            ),
            to: audience
        )
        return tells
    }

    /// Whether the run booked or delivered anything; what it looked at again is nothing new.
    private var hasWorked: Bool {
        summary.campuses.contains { campus in
            campus.exports.contains { $0.state == .converted }
                || campus.outputs.contains { output in
                    output.state == .published
                        && (output.recovered
                            || output.publishedAt.map { $0 >= summary.startedAt } ?? false)
                }
        }
    }

    private var commonZone: String {
        Dictionary(grouping: status.campuses, by: \.timeZone)
            .max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key ?? "UTC"
    }

    private func isFirstOfTheDay(_ told: Timestamp?, in zone: String) throws -> Bool {
        guard let told else { return true }
        return try ledger.localDate(of: told, in: zone) < ledger.localDate(of: now, in: zone)
    }

    // MARK: A campus

    private func decide(
        _ campus: CampusSummary,
        _ standing: CampusStatus
    ) throws -> Telling.Campus? {
        let audience = Audience.campus(campus.campus)
        let told =
            try ledger.told(audience) ?? Told(matters: [], at: nil, since: summary.startedAt)
        let outputs = try ledger.untoldOutputs(
            of: campus.campus,
            since: max(told.since, outputsSince)
        )
        let matters = Matters(campus, standing)
        let change = Matters.change(from: told.matters, to: [matters])
        let isNews = !outputs.isEmpty || change.hasNew || change.isRelieved
        let wants =
            switch rules.campuses {
            case .never: false
            case .changes: isNews
            case .always:
                try isNews || (isWhole && isFirstOfTheDay(told.at, in: campus.timeZone))
            }
        let contacts = wants ? try contacts(of: standing) : []
        let tells = wants && !contacts.isEmpty
        try ledger.noteTold(outputs, at: now)
        try ledger.note(
            Told(
                matters: Matters.known(told.matters, after: [matters]),
                at: tells ? now : told.at,
                since: told.since
            ),
            to: audience
        )
        guard tells else { return nil }
        return Telling.Campus(
            summary: campus,
            status: standing,
            outputs: outputs,
            isRelieved: change.isRelieved,
            contacts: contacts
        )
    }

    /// As the campus file in force says; none where this program cannot read it any more.
    ///
    /// That the file is refused is what the consortium is told of.
    private func contacts(of standing: CampusStatus) throws -> [String] {
        do {
            let revision = try ledger.revisionInForce(of: standing.campus)?.revision ?? 0
            return try CampusConfiguration(
                of: standing.campus,
                revision: revision,
                from: ledger
            ).campus.contacts
        } catch HubError.badConfiguration {
            return []
        }
    }
}

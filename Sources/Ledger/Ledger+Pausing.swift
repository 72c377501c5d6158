public import BursarModel
import PostgreSQL

/// What came of pausing a campus.
public enum PauseAnswer: Sendable, Equatable {
    case paused(revision: Int)
    /// It is paused already, by a person or by its file.
    case alreadyPaused(CampusPause)
    /// Planned or retired: it takes no part anyway.
    case takesNoPart(CampusState)
}

/// What came of resuming a campus.
public enum ResumeAnswer: Sendable, Equatable {
    case resumed(revision: Int, state: CampusState)
    case notPaused(CampusState)
    /// Its file says `state: paused`, which no command overrules.
    case pausedByItsFile(CampusPause)
}

/// A pause is a revision of its own: the same files, with another state, by whom and why.
extension Ledger {
    /// Takes a campus out of the runs until it is resumed, whatever its file says meanwhile.
    public func pause(
        _ campus: CampusKey,
        reason: String,
        by person: String,
        at now: Timestamp,
        hubVersion: String
    ) throws -> PauseAnswer {
        try connection.repeatedTransaction {
            let current = try lockedRevision(of: campus)
            if let pause = current.pause { return .alreadyPaused(pause) }
            guard current.state == .live || current.state == .trial else {
                return .takesNoPart(current.state)
            }
            let revision = try repeatRevision(
                of: campus,
                current,
                pause: CampusPause(since: now, by: person, reason: reason),
                cause: "paused",
                reason: reason,
                by: person,
                at: now,
                hubVersion: hubVersion
            )
            try connection.audit(
                AuditEntry(
                    .campusPaused,
                    at: campus,
                    by: person,
                    reason: reason,
                    facts: [AuditFact("revision", revision)]
                )
            )
            return .paused(revision: revision)
        }
    }

    /// Brings back the state that the campus's file declares.
    public func resume(
        _ campus: CampusKey,
        reason: String?,
        by person: String,
        at now: Timestamp,
        hubVersion: String
    ) throws -> ResumeAnswer {
        try connection.repeatedTransaction {
            let current = try lockedRevision(of: campus)
            guard let pause = current.pause else { return .notPaused(current.state) }
            guard current.declaredState != .paused else { return .pausedByItsFile(pause) }
            let revision = try repeatRevision(
                of: campus,
                current,
                pause: nil,
                cause: "resumed",
                reason: reason,
                by: person,
                at: now,
                hubVersion: hubVersion
            )
            try connection.audit(
                AuditEntry(
                    .campusResumed,
                    at: campus,
                    by: person,
                    reason: reason,
                    facts: [
                        AuditFact("revision", revision),
                        AuditFact("state", Printable(current.declaredState.rawValue)),
                    ]
                )
            )
            return .resumed(revision: revision, state: current.declaredState)
        }
    }

    private func lockedRevision(of campus: CampusKey) throws -> RevisionInForce {
        try lockRegistry()
        guard let current = try revisionInForce(of: campus) else {
            throw LedgerError.unexpectedState("campus \(campus) is not onboarded")
        }
        return current
    }

    /// Records the files in force once more, paused or not.
    private func repeatRevision(
        of campus: CampusKey,
        _ current: RevisionInForce,
        pause: CampusPause?,
        cause: String,
        reason: String?,
        by person: String,
        at now: Timestamp,
        hubVersion: String
    ) throws -> Int {
        let next = current.revision + 1
        let inserted = try connection.execute(
            """
            insert into registry.revision (
                campus, revision, cause, reason, fingerprint, name, declared_state, state,
                paused_at, paused_by, pause_reason, time_zone, layout_confirmed, outbox,
                load_settings, terms_end, sources, recorded_at, recorded_by, hub_version)
            select campus, \(next), \(cause), \(orNull: reason), fingerprint, name, declared_state,
                \(pause == nil ? current.declaredState.rawValue : CampusState.paused.rawValue),
                \(orNull: pause?.since.postgres), \(orNull: pause?.by), \(orNull: pause?.reason),
                time_zone, layout_confirmed, outbox, load_settings, terms_end, sources,
                \(now.postgres), \(person), \(hubVersion)
            from registry.revision
            where campus = \(campus.text) and revision = \(current.revision)
            """
        )
        try connection.execute(
            """
            insert into registry.profile (
                campus, revision, position, code, location, schedule, overdue_after_seconds,
                starts_after, format)
            select campus, \(next), position, code, location, schedule, overdue_after_seconds,
                starts_after, format
            from registry.profile
            where campus = \(campus.text) and revision = \(current.revision)
            """
        )
        let changed = try connection.execute(
            """
            update registry.campus set revision = \(next)
            where campus = \(campus.text) and revision = \(current.revision)
            """
        )
        guard inserted == 1, changed == 1 else {
            throw LedgerError.unexpectedState("campus \(campus) was changed by somebody else")
        }
        return next
    }
}

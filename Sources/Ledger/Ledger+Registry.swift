public import BursarModel
import Digests
import PostgreSQL

extension Ledger {
    /// Records a campus's configuration as a new revision where it differs from the one in force.
    ///
    /// A campus that a person paused stays paused, whatever its new files say.
    ///
    /// - Returns: what changed, and the number of the revision that is in force now.
    public func record(
        _ record: RevisionRecord,
        by person: String,
        at now: Timestamp,
        hubVersion: String
    ) throws -> (change: RevisionChange, revision: Int) {
        try connection.repeatedTransaction {
            try lockRegistry()
            let current = try revisionInForce(of: record.campus)
            let revision = current?.revision ?? 0
            if let current, current.fingerprint == record.fingerprint {
                return (.unchanged, revision)
            }
            let pause =
                current?.pause.flatMap { $0.isByCommand || record.state == .paused ? $0 : nil }
                ?? (record.state == .paused
                    ? CampusPause(since: now, by: person, reason: nil) : nil)
            try insert(
                record,
                as: revision + 1,
                pause: pause,
                by: person,
                at: now,
                hubVersion: hubVersion
            )
            try connection.execute(
                """
                insert into registry.campus (campus, revision)
                values (\(record.campus.text), \(revision + 1))
                on conflict (campus) do update set revision = excluded.revision
                """
            )
            try connection.audit(
                AuditEntry(
                    .campusOnboarded,
                    at: record.campus,
                    by: person,
                    // Of the campus file and its formats, not of one file.
                    digest: SHA256Digest(bytes: record.fingerprint),
                    facts: [
                        AuditFact("revision", revision + 1),
                        AuditFact("state", Printable(record.state.rawValue)),
                    ]
                )
            )
            return (current == nil ? .added : .changed, revision + 1)
        }
    }

    /// Two people who change the registry at once get two revisions, one after the other.
    func lockRegistry() throws {
        _ = try connection.query(
            "select pg_advisory_xact_lock(hashtextextended('bursarhub registry', 0))"
        )
    }

    private func insert(
        _ record: RevisionRecord,
        as revision: Int,
        pause: CampusPause?,
        by person: String,
        at now: Timestamp,
        hubVersion: String
    ) throws {
        try connection.execute(
            """
            insert into registry.revision (
                campus, revision, cause, fingerprint, name, declared_state, state, paused_at, paused_by,
                pause_reason, time_zone, layout_confirmed, outbox, load_settings, terms_end, sources,
                recorded_at, recorded_by, hub_version)
            values (
                \(record.campus.text), \(revision), 'onboarded', \(record.fingerprint),
                \(record.name), \(record.state.rawValue),
                \(pause == nil ? record.state.rawValue : CampusState.paused.rawValue),
                \(orNull: pause?.since.postgres), \(orNull: pause?.by), \(orNull: pause?.reason),
                \(record.timeZone), \(record.layoutConfirmed),
                \(record.outbox),
                (select coalesce(jsonb_object_agg(k, v), '{}') from unnest(
                    \(record.loadSettings.map(\.name))::text[],
                    \(record.loadSettings.map(\.value))::text[]) as s (k, v)),
                \(orNull: record.termsEnd?.postgres),
                (select jsonb_agg(jsonb_build_object('name', n, 'text', t) order by o) from unnest(
                    \(record.sources.map(\.name))::text[],
                    \(record.sources.map(\.text))::text[]) with ordinality as s (n, t, o)),
                \(now.postgres), \(person), \(hubVersion))
            """
        )
        for (index, profile) in record.profiles.enumerated() {
            try connection.execute(
                """
                insert into registry.profile (
                    campus, revision, position, code, location, schedule, overdue_after_seconds,
                    starts_after, format)
                values (
                    \(record.campus.text), \(revision), \(index + 1), \(profile.code.text),
                    \(profile.location), \(profile.schedule), \(profile.overdueAfterSeconds),
                    \(orNull: profile.startsAfter?.postgres), \(profile.format))
                """
            )
        }
    }

    /// What a campus's revision in force says of itself; nil where the campus is not onboarded.
    public func revisionInForce(of campus: CampusKey) throws -> RevisionInForce? {
        try connection.query(
            """
            select c.revision, r.fingerprint, r.state, r.declared_state, r.paused_at, r.paused_by,
                r.pause_reason,
                -- A pause interrupts the part a campus takes; it does not end it.
                exists (
                    select from registry.revision l
                    where l.campus = c.campus and l.declared_state = 'live'
                      and l.revision = (select max(revision) from registry.revision
                        where campus = c.campus and declared_state <> 'paused')
                ) as was_live
            from registry.campus c join registry.revision r using (campus, revision)
            where c.campus = \(campus.text)
            """
        ).first.map(RevisionInForce.init)
    }

    /// The files that a revision is made of, as they were written.
    public func sources(of campus: CampusKey, revision: Int) throws -> [RevisionRecord.Source] {
        try connection.query(
            """
            select s.source ->> 'name' as name, s.source ->> 'text' as text
            from registry.revision r,
                jsonb_array_elements(r.sources) with ordinality as s (source, place)
            where r.campus = \(campus.text) and r.revision = \(revision)
            order by s.place
            """
        ).map { row in
            RevisionRecord.Source(name: try row.get("name"), text: try row.get("text"))
        }
    }

    /// The keys of all campuses, in their order.
    public func campusKeys() throws -> [CampusKey] {
        try connection.query("select campus from registry.campus order by campus").map { row in
            guard let campus = CampusKey(try row.get("campus") as String) else {
                throw LedgerError.unexpectedState("a campus in the registry has no valid key")
            }
            return campus
        }
    }

    /// Every campus with its revision in force, by key.
    ///
    /// Held items count as to be judged anew where the revision or the program is another than at
    /// their last judgement, or where the reason depends on the date and a day has passed.
    /// Nothing is counted, and nothing but the registry is read, where `countingWork` is false.
    public func campusesInForce(
        hubVersion: String,
        at now: Timestamp,
        only: CampusKey? = nil,
        countingWork: Bool = true
    ) throws -> [CampusInForce] {
        let curable = HoldReason.allCases.filter { $0.cure == .revision }.map(\.rawValue)
        let dated = HoldReason.allCases.filter(\.dependsOnTheDate).map(\.rawValue)
        let rows = try connection.query(
            """
            select c.campus, c.revision, r.name, r.state, r.paused_at, r.paused_by, r.pause_reason,
                r.time_zone, r.layout_confirmed, r.outbox,
                coalesce(p.codes, '{}') as codes,
                coalesce(p.locations, '{}') as locations,
                coalesce(p.schedules, '{}') as schedules,
                coalesce(p.overdue, '{}') as overdue,
                coalesce(p.starts, '{}') as starts,
                coalesce(p.formats, '{}') as formats,
                coalesce(o.unfinished, 0) as unfinished,
                coalesce(f.open, 0) + coalesce(x.open, 0) as open_held,
                coalesce(x.open, 0) as open_held_exports,
                coalesce(f.anew, 0) + coalesce(x.anew, 0) as anew
            from registry.campus c
            join registry.revision r using (campus, revision)
            left join lateral (
                select array_agg(code order by position) as codes,
                    array_agg(location order by position) as locations,
                    array_agg(schedule order by position) as schedules,
                    array_agg(overdue_after_seconds order by position) as overdue,
                    array_agg(coalesce(starts_after::text, '') order by position) as starts,
                    array_agg(format order by position) as formats
                from registry.profile
                where campus = c.campus and revision = c.revision
            ) p on true
            left join lateral (
                select count(*) as unfinished
                from ledger.output
                where \(countingWork) and campus = c.campus
                  and state in ('planned', 'staged', 'waiting', 'in_doubt', 'recalling')
            ) o on true
            left join lateral (
                select count(*) as open,
                    count(*) filter (where joins_next or (reason = any (\(curable)::text[]) and (
                        judged_revision <> c.revision or judged_version <> \(hubVersion)
                        or (reason = any (\(dated)::text[]) and judged_on
                            <> (\(now.postgres)::timestamptz at time zone r.time_zone)::date))
                        and not exists (
                            select from ledger.export b
                            where b.campus = h.campus and b.export = h.export
                              and b.baseline is not null))) as anew
                from ledger.held_fee h
                where \(countingWork) and campus = c.campus and state = 'open'
            ) f on true
            left join lateral (
                select count(*) as open,
                    count(*) filter (where joins_next
                        or (reason = any (\(curable)::text[])
                            and (revision <> c.revision or hub_version <> \(hubVersion)))) as anew
                from ledger.export
                where \(countingWork) and campus = c.campus and state = 'held'
            ) x on true
            where \(orNull: only?.text)::text is null or c.campus = \(orNull: only?.text)
            order by c.campus
            """
        )
        return try rows.map(CampusInForce.init)
    }
}

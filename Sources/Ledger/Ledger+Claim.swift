public import BursarModel
import Failpoints
import Posix
import PostgreSQL

extension Ledger {
    /// How long a lease lasts without a word from its holder, by the database's clock.
    public static var leaseSeconds: Int { Failpoint.number("lease.seconds") ?? 120 }

    /// Claims a campus for a run, if nobody works on it.
    ///
    /// The advisory lock decides: it lives and dies with the holder's connection, so a run after a
    /// crash starts at once. The epoch makes a holder harmless that only seemed to be gone.
    /// `runDate` replaces the business day at the campus where a person gave one.
    public func claim(
        _ campus: CampusKey,
        for run: String,
        at now: Timestamp,
        runDate: CalendarDate?
    ) throws -> ClaimAnswer {
        let locked = try connection.query(
            """
            select pg_try_advisory_lock(hashtextextended('bursarhub campus ' || \(campus.text), 0)) as locked,
                exists (
                    select from ledger.lease
                    where campus = \(campus.text) and released_at is null and expires_at < now()
                ) as stale
            """
        )
        guard let answer = locked.first else { throw LedgerError.claimLost(campus) }
        guard try answer.get("locked") as Bool else {
            return try answer.get("stale") ? .stalled : .busy
        }
        do {
            return .claimed(
                try connection.repeatedTransaction {
                    try lease(campus, for: run, at: now, runDate: runDate)
                }
            )
        } catch {
            // The session goes on with other campuses: it must not keep this one from everybody.
            if !connection.isBroken { try unlock(campus) }
            throw error
        }
    }

    private func lease(
        _ campus: CampusKey,
        for run: String,
        at now: Timestamp,
        runDate: CalendarDate?
    ) throws -> Claim {
        let asked = MonotonicClock.now
        let rows = try connection.query(
            """
            with leased as (
                insert into ledger.lease (campus, epoch, run, taken_at, expires_at)
                select campus, nextval('ledger.epoch'), \(run), now(),
                    now() + make_interval(secs => \(Ledger.leaseSeconds))
                from registry.campus
                where campus = \(campus.text)
                on conflict (campus) do update
                set epoch = excluded.epoch, run = excluded.run, taken_at = excluded.taken_at,
                    expires_at = excluded.expires_at, released_at = null
                returning epoch
            )
            select leased.epoch,
                c.revision,
                r.state,
                (\(now.postgres)::timestamptz at time zone r.time_zone)::date as local_date,
                extract(epoch from (\(now.postgres)::timestamptz at time zone r.time_zone)::time)::int
                    as local_second,
                coalesce((select max(export) from ledger.export where campus = c.campus), 0) as exports,
                greatest(
                    (select max(output) from ledger.output where campus = c.campus),
                    (select max(output) from ledger.accepted_database where campus = c.campus),
                    0) as outputs,
                exists (
                    select from ledger.charge
                    where campus = c.campus and kind = 'drv' and id >= '' limit 1
                ) or exists (
                    select from ledger.purged
                    where campus = c.campus and kind = 'drv' limit 1
                ) as has_derived,
                exists (select from ledger.purged where campus = c.campus limit 1) as has_purged
            from leased, registry.campus c
            join registry.revision r using (campus, revision)
            where c.campus = \(campus.text)
            """
        )
        guard let row = rows.first else {
            throw LedgerError.unexpectedState("campus \(campus) is not onboarded")
        }
        guard let state = CampusState(rawValue: try row.get("state")) else {
            throw LedgerError.unexpectedState("campus \(campus) has no known state")
        }
        guard let localDate = CalendarDate(try row.get("local_date") as PostgresDate) else {
            throw LedgerError.unexpectedState("the database's clock is out of range")
        }
        leaseEnd = asked + .seconds(Ledger.leaseSeconds)
        return Claim(
            campus: campus,
            run: run,
            epoch: try row.get("epoch"),
            revision: try row.get("revision"),
            state: state,
            local: LocalTime(
                date: runDate ?? localDate,
                secondOfDay: try row.get("local_second")
            ),
            nextExport: try row.get("exports") + 1,
            nextOutput: try row.get("outputs") + 1,
            dayCounts: try connection.dayCounts(of: runDate ?? localDate, at: campus),
            hasDerivedCharges: try row.get("has_derived"),
            hasPurgedCharges: try row.get("has_purged")
        )
    }

    /// Extends the lease, or stops the caller's transaction because the claim was lost.
    ///
    /// Also where nobody else took the campus: a hub that stood still for longer than its lease
    /// must not go on as if nothing had happened meanwhile.
    public func hold(_ claim: Claim) throws {
        let asked = MonotonicClock.now
        let held = try connection.execute(
            """
            update ledger.lease
            set expires_at = clock_timestamp() + make_interval(secs => \(Ledger.leaseSeconds))
            where campus = \(claim.campus.text)
              and epoch = \(claim.epoch)
              and released_at is null
              and expires_at > clock_timestamp()
            """
        )
        guard held == 1 else { throw LedgerError.claimLost(claim.campus) }
        leaseEnd = asked + .seconds(Ledger.leaseSeconds)
    }

    /// Extends the lease at the end of a long transaction that began with `hold`.
    ///
    /// Until then its row was locked: nobody could renew it, and nobody could take it.
    func prolong(_ claim: Claim) throws {
        let asked = MonotonicClock.now
        let held = try connection.execute(
            """
            update ledger.lease
            set expires_at = clock_timestamp() + make_interval(secs => \(Ledger.leaseSeconds))
            where campus = \(claim.campus.text)
              and epoch = \(claim.epoch)
              and released_at is null
            """
        )
        guard held == 1 else { throw LedgerError.claimLost(claim.campus) }
        leaseEnd = asked + .seconds(Ledger.leaseSeconds)
    }

    /// Stops a hub that stood still since `hold`, where no statement can say so any more.
    public func requireLease(_ claim: Claim) throws {
        guard MonotonicClock.now < leaseEnd else { throw LedgerError.claimLost(claim.campus) }
    }

    /// Gives the campus back; what was done under the claim stays.
    public func release(_ claim: Claim) throws {
        try staging?.giveUp()
        staging = nil
        _ = try connection.repeatedTransaction {
            try connection.execute(
                """
                update ledger.lease set released_at = now()
                where campus = \(claim.campus.text) and epoch = \(claim.epoch)
                """
            )
        }
        try unlock(claim.campus)
    }

    /// Gives up what the session has begun for a campus, to begin anew under another claim.
    ///
    /// The lease stays as that of a killed run does: it keeps nobody away, and its epoch is old
    /// once the campus is claimed again.
    public func giveUp() throws {
        try staging?.giveUp()
        staging = nil
        _ = try connection.query("select pg_advisory_unlock_all() as done")
    }

    private func unlock(_ campus: CampusKey) throws {
        _ = try connection.query(
            "select pg_advisory_unlock(hashtextextended('bursarhub campus ' || \(campus.text), 0)) as done"
        )
    }
}

extension Timestamp {
    var postgres: PostgresTimestamp { PostgresTimestamp(microsecondsSince1970: microseconds) }

    init(_ timestamp: PostgresTimestamp) {
        self.init(microseconds: timestamp.microsecondsSince1970)
    }
}

extension CalendarDate {
    var postgres: PostgresDate {
        PostgresDate(daysSince1970: Int32(truncatingIfNeeded: daysSince1970))
    }

    /// Nil outside the years 1 to 9999.
    init?(_ date: PostgresDate) { self.init(daysSince1970: Int(date.daysSince1970)) }
}

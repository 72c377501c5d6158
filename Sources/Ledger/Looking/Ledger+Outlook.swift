public import BursarModel
import PostgreSQL

extension Ledger {
    /// The outlook of a campus, or of each, in as many round trips for one as for all.
    func outlooks(at campus: CampusKey?, _ now: Timestamp) throws -> [CampusKey: CampusOutlook] {
        var outlooks = try calendars(at: campus, now)
        for row in try arrivals(at: campus) {
            guard let key = CampusKey(try row.get("campus") as String),
                let first = try row.moment("first"), let last = try row.moment("last")
            else { continue }
            outlooks[key]?.arrivals[try row.get("code")] =
                CampusOutlook.Arrivals(first: first, last: last)
        }
        for row in try days(at: campus, now) {
            guard let key = CampusKey(try row.get("campus") as String),
                let day = CalendarDate(try row.get("day") as PostgresDate)
            else { continue }
            outlooks[key]?.days[day] = DayFigures(
                day: day,
                exports: try row.get("exports"),
                read: try row.tally("read_"),
                written: try row.tally("written_"),
                heldExports: try row.get("held_exports")
            )
        }
        for expectation in try expectations(at: campus) where expectation.verdict != .met {
            outlooks[expectation.campus]?.expectations.append(expectation)
        }
        return outlooks
    }

    /// The last days of term tables that are over or end within 60 days of the business day: the one
    /// that is given, else each campus's own.
    public func endingTerms(on runDate: CalendarDate?, at now: Timestamp) throws
        -> [CampusKey: CalendarDate]
    {
        try calendars(at: nil, now).compactMapValues { outlook in
            TermsWarning.end(outlook.termsEnd, near: runDate ?? outlook.today)
        }
    }

    private func calendars(
        at campus: CampusKey?,
        _ now: Timestamp
    ) throws -> [CampusKey: CampusOutlook] {
        var outlooks: [CampusKey: CampusOutlook] = [:]
        for row in try connection.query(
            """
            select c.campus, r.terms_end,
                (\(now.postgres)::timestamptz at time zone r.time_zone)::date as today,
                array(select jsonb_object_keys(r.load_settings)) as setting_names,
                array(select value from jsonb_each_text(r.load_settings)) as setting_values
            from registry.campus c
            join registry.revision r using (campus, revision)
            where \(orNull: campus?.text)::text is null or c.campus = \(orNull: campus?.text)
            """
        ) {
            guard let key = CampusKey(try row.get("campus") as String),
                let today = CalendarDate(try row.get("today") as PostgresDate)
            else { throw LedgerError.unexpectedState("a campus in the registry is not readable") }
            outlooks[key] = CampusOutlook(
                today: today,
                loadSettings: try row.loadSettings(),
                termsEnd: try (row.get("terms_end") as PostgresDate?).flatMap { CalendarDate($0) },
                arrivals: [:],
                days: [:],
                expectations: []
            )
        }
        return outlooks
    }

    /// The ends of each profile's exports, from an index, whatever lies between them.
    private func arrivals(at campus: CampusKey?) throws -> [PostgresRow] {
        try connection.query(
            """
            select p.campus, p.code, a.received_at as first_at, z.received_at as last_at,
                (a.received_at at time zone r.time_zone)::date as first_day,
                (z.received_at at time zone r.time_zone)::date as last_day
            from registry.campus c
            join registry.revision r using (campus, revision)
            join registry.profile p using (campus, revision)
            cross join lateral (
                select received_at
                from ledger.export
                -- What a baseline booked came by other ways, some time ago.
                where campus = c.campus and profile_code = p.code and baseline is null
                order by received_at, export
                limit 1
            ) a
            cross join lateral (
                select received_at
                from ledger.export
                where campus = c.campus and profile_code = p.code and baseline is null
                order by received_at desc, export desc
                limit 1
            ) z
            where \(orNull: campus?.text)::text is null or c.campus = \(orNull: campus?.text)
            """
        )
    }

    /// What each of the last days brought, as its books are now.
    private func days(at campus: CampusKey?, _ now: Timestamp) throws -> [PostgresRow] {
        try connection.query(
            """
            with k as (
                select campus, r.time_zone,
                    (\(now.postgres)::timestamptz at time zone r.time_zone)::date
                        - \(CampusOutlook.days - 1)::integer as first
                from registry.campus join registry.revision r using (campus, revision)
                where \(orNull: campus?.text)::text is null or campus = \(orNull: campus?.text)
            )
            select campus, day, sum(exports)::bigint as exports, sum(held)::bigint as held_exports,
                sum(read_count)::bigint as read_count,
                sum(read_charge_cents)::bigint as read_charge_cents,
                sum(read_credit_cents)::bigint as read_credit_cents,
                sum(written_count)::bigint as written_count,
                sum(written_charge_cents)::bigint as written_charge_cents,
                sum(written_credit_cents)::bigint as written_credit_cents
            from (
                select k.campus, d.run_date as day,
                    case when c.state = 'converted' then 1 else 0 end as exports, 0 as held,
                    c.read_count, c.read_charge_cents, c.read_credit_cents,
                    c.written_count, c.written_charge_cents, c.written_credit_cents
                from k
                -- Exports are few, and the many runs that found nothing are not looked at; a
                -- business day is seldom far from the day on which its run booked.
                join ledger.export c on c.campus = k.campus
                    and c.booked_at >= \(now.postgres)::timestamptz - interval '60 days'
                join ledger.campus_run d
                    on d.campus = c.campus and d.run = c.run and d.run_date >= k.first
                union all
                select k.campus, (h.taken_at at time zone k.time_zone)::date, 0, 1, 0, 0, 0, 0, 0, 0
                from k
                join ledger.export h on h.campus = k.campus and h.state = 'held'
                where (h.taken_at at time zone k.time_zone)::date >= k.first
            ) b
            group by campus, day
            """
        )
    }

    /// The moments at which clocks at places show a day and a time, asked all at once.
    public func moments(
        of times: [(day: CalendarDate, second: Int, zone: String)]
    ) throws -> [Timestamp] {
        guard !times.isEmpty else { return [] }
        return try connection.query(
            """
            select (t.day::date + make_interval(secs => t.second)) at time zone t.zone as moment
            from unnest(
                \(times.map(\.day.iso))::text[],
                \(times.map { Int64($0.second) })::bigint[],
                \(times.map(\.zone))::text[]
            ) with ordinality as t (day, second, zone, place)
            order by t.place
            """
        ).map { Timestamp(try $0.get("moment") as PostgresTimestamp) }
    }
}

extension PostgresRow {
    /// A moment and its day at the campus: `first_at` and `first_day`.
    fileprivate func moment(_ prefix: String) throws -> CampusOutlook.Arrivals.Moment? {
        guard let day = CalendarDate(try get("\(prefix)_day") as PostgresDate) else { return nil }
        return CampusOutlook.Arrivals.Moment(
            at: Timestamp(try get("\(prefix)_at") as PostgresTimestamp),
            day: day
        )
    }
}

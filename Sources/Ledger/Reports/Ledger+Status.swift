public import BursarModel
import PostgreSQL

/// What a status is put together from, before the schedule is looked at.
public struct CampusStanding: Sendable {
    public var campus: CampusInForce
    public var lastExport: CampusStatus.LastExport?
    public var lastRun: CampusStatus.LastRun?
    public var lastMessage: String
    public var open: CampusStatus.OpenWork
    public var today: Books
    public var month: Books
    public var fiscalYear: Books
    public var recentOutputs: [OutputSummary]
    public var heldByReason: [HeldCount]
    public var outlook: CampusOutlook
}

extension Ledger {
    /// How the campuses stand, from the database alone.
    ///
    /// The books are those of all live runs since the beginning of the campus's own day, month and
    /// fiscal year (1 July); `since` moves the beginning of the last one. Each question is asked
    /// once for all campuses: a page of a thousand costs as many round trips as a page of one.
    public func standings(
        of keys: [CampusKey],
        since: CalendarDate?,
        hubVersion: String,
        at now: Timestamp
    ) throws -> [CampusStanding] {
        let only = keys.count == 1 ? keys.first : nil
        let wanted = Set(keys)
        let held = try heldByReason(at: only)
        let exports = try lastExports(at: only)
        let runs = try lastRuns(at: only)
        let books = try booksByPeriod(at: only, since: since, now)
        let outputs = try recentOutputs(at: only)
        let doubts = try outputsInDoubt(at: only)
        let outlooks = try outlooks(at: only, now)
        return try campusesInForce(hubVersion: hubVersion, at: now, only: only)
            .filter { wanted.isEmpty || wanted.contains($0.campus) }
            .compactMap { campus in
                let key = campus.campus
                // One that was onboarded between two of these questions is told of next time.
                guard let outlook = outlooks[key] else { return nil }
                let heldHere = held[key] ?? []
                let heldExports = campus.openHeldExports
                return CampusStanding(
                    campus: campus,
                    lastExport: exports[key],
                    lastRun: runs[key]?.run,
                    lastMessage: runs[key]?.message ?? "",
                    open: CampusStatus.OpenWork(
                        heldFees: Int64(campus.openHeld - heldExports),
                        heldExports: Int64(heldExports),
                        inDoubtOutputs: doubts[key]?.inDoubt ?? 0,
                        waitingOutputs: doubts[key]?.waiting ?? 0
                    ),
                    today: books[Period(campus: key, name: "today")] ?? .zero,
                    month: books[Period(campus: key, name: "month")] ?? .zero,
                    fiscalYear: books[Period(campus: key, name: "year")] ?? .zero,
                    recentOutputs: outputs[key] ?? [],
                    heldByReason: heldHere,
                    outlook: outlook
                )
            }
    }

    private func lastExports(
        at campus: CampusKey?
    ) throws -> [CampusKey: CampusStatus.LastExport] {
        try byCampus(
            connection.query(
                """
                select c.campus, x.*
                from registry.campus c
                cross join lateral (
                    select file_name, received_at, export_number
                    from ledger.export
                    -- What a baseline booked came by other ways, some time ago.
                    where campus = c.campus and baseline is null
                    order by received_at desc, export desc
                    limit 1
                ) x
                where \(orNull: campus?.text)::text is null or c.campus = \(orNull: campus?.text)
                """
            )
        ) { row in
            CampusStatus.LastExport(
                file: try row.get("file_name"),
                receivedAt: Timestamp(try row.get("received_at") as PostgresTimestamp),
                exportNumber: try row.get("export_number")
            )
        }
    }

    private func lastRuns(
        at campus: CampusKey?
    ) throws -> [CampusKey: (run: CampusStatus.LastRun, message: String)] {
        try byCampus(
            connection.query(
                """
                select c.campus, x.*
                from registry.campus c
                cross join lateral (
                    select run, finished_at, outcome, message
                    from ledger.campus_run p
                    where p.campus = c.campus
                      -- One that still works on the campus has its books, and not yet an end.
                      and not exists (
                        select from ledger.lease l
                        where l.campus = p.campus and l.run = p.run
                          and l.released_at is null and l.expires_at > now())
                    order by finished_at desc, run desc
                    limit 1
                ) x
                where \(orNull: campus?.text)::text is null or c.campus = \(orNull: campus?.text)
                """
            )
        ) { row in
            guard let outcome = CampusOutcome(rawValue: try row.get("outcome")) else {
                throw LedgerError.unexpectedState("a run in the ledger is not readable")
            }
            return (
                CampusStatus.LastRun(
                    run: try row.get("run"),
                    finishedAt: Timestamp(try row.get("finished_at") as PostgresTimestamp),
                    outcome: outcome
                ), try row.get("message")
            )
        }
    }

    private func outputsInDoubt(
        at campus: CampusKey?
    ) throws -> [CampusKey: (inDoubt: Int64, waiting: Int64)] {
        try byCampus(
            connection.query(
                """
                select campus, count(*) filter (where state = 'in_doubt') as in_doubt,
                    count(*) filter (where state = 'waiting') as waiting
                from ledger.output
                where state in ('in_doubt', 'waiting')
                  and (\(orNull: campus?.text)::text is null or campus = \(orNull: campus?.text))
                group by campus
                """
            )
        ) { row in (inDoubt: try row.get("in_doubt"), waiting: try row.get("waiting")) }
    }

    private struct Period: Hashable {
        var campus: CampusKey
        var name: String
    }

    /// The books of what came since the beginning of each campus's day, month and fiscal year.
    ///
    /// As they are now: a fee that was held when it came and is sent by now counts as sent.
    private func booksByPeriod(
        at campus: CampusKey?,
        since: CalendarDate?,
        _ now: Timestamp
    ) throws -> [Period: Books] {
        var books: [Period: Books] = [:]
        for row in try connection.query(
            """
            select k.campus, p.name, \(PostgresStatement.summedBooks)
            from (
                select campus, (\(now.postgres)::timestamptz at time zone r.time_zone)::date as today
                from registry.campus join registry.revision r using (campus, revision)
                where \(orNull: campus?.text)::text is null or campus = \(orNull: campus?.text)
            ) k
            cross join lateral (
                values ('today', today),
                    ('month', date_trunc('month', today)::date),
                    ('year', coalesce(\(orNull: since?.postgres)::date,
                        -- CSU's fiscal year begins on 1 July.
                        (date_trunc('year', today - interval '6 months') + interval '6 months')::date))
            ) p (name, first)
            join ledger.campus_run d on d.campus = k.campus and d.run_date >= p.first
            join ledger.export c
                on c.campus = d.campus and c.run = d.run and c.booked_at is not null
            group by k.campus, p.name
            """
        ) {
            guard let campus = CampusKey(try row.get("campus") as String) else { continue }
            books[Period(campus: campus, name: try row.get("name"))] = try row.books()
        }
        return books
    }

    private func byCampus<Value>(
        _ rows: [PostgresRow],
        _ value: (PostgresRow) throws -> Value
    ) throws -> [CampusKey: Value] {
        var values: [CampusKey: Value] = [:]
        for row in rows {
            guard let campus = CampusKey(try row.get("campus") as String) else {
                throw LedgerError.unexpectedState("a campus in the ledger has no valid key")
            }
            values[campus] = try value(row)
        }
        return values
    }
}

extension PostgresStatement {
    /// The eighteen figures of books, summed.
    static let summedBooks: PostgresStatement = PostgresStatement(
        stringInterpolation: {
            var text = StringInterpolation(literalCapacity: 0, interpolationCount: 0)
            for (index, column) in bookColumns.enumerated() {
                text.appendLiteral(
                    "\(index == 0 ? "" : ", ")coalesce(sum(c.\(column)), 0)::bigint as \(column)"
                )
            }
            return text
        }()
    )

    private static let bookColumns = (["read"] + Bucket.allCases.map(\.rawValue)).flatMap { name in
        ["count", "charge_cents", "credit_cents"].map { "\(name)_\($0)" }
    }
}

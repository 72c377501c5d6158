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
}

extension Ledger {
    /// How the campuses stand, from the database alone.
    ///
    /// The books are those of all live runs since the beginning of the campus's own day, month and
    /// fiscal year (1 July); `since` moves the beginning of the last one.
    public func standings(
        of keys: [CampusKey],
        since: CalendarDate?,
        hubVersion: String,
        at now: Timestamp
    ) throws -> [CampusStanding] {
        let wanted = Set(keys)
        let held = try heldByReason()
        return try campusesInForce(hubVersion: hubVersion, at: now)
            .filter { wanted.isEmpty || wanted.contains($0.campus) }
            .map { campus in
                try standing(of: campus, since: since, held: held[campus.campus] ?? [], at: now)
            }
    }

    private func standing(
        of campus: CampusInForce,
        since: CalendarDate?,
        held: [HeldCount],
        at now: Timestamp
    ) throws -> CampusStanding {
        let key = campus.campus.text
        let today = try localDate(of: now, in: campus.timeZone)
        let lastRun = try lastRun(at: key)
        return CampusStanding(
            campus: campus,
            lastExport: try lastExport(at: key),
            lastRun: lastRun.run,
            lastMessage: lastRun.message,
            open: try openWork(at: campus.campus),
            today: try books(at: key, from: today),
            month: try books(at: key, from: today.firstOfMonth),
            fiscalYear: try books(at: key, from: since ?? today.firstOfFiscalYear),
            recentOutputs: try outputs(of: campus.campus, limit: 5),
            heldByReason: held
        )
    }

    private func lastExport(at campus: String) throws -> CampusStatus.LastExport? {
        try connection.query(
            """
            select file_name, received_at, export_number from ledger.export
            where campus = \(campus) order by received_at desc, export desc limit 1
            """
        ).first.map { row in
            CampusStatus.LastExport(
                file: try row.get("file_name"),
                receivedAt: Timestamp(try row.get("received_at") as PostgresTimestamp),
                exportNumber: try row.get("export_number")
            )
        }
    }

    private func lastRun(at campus: String) throws -> (run: CampusStatus.LastRun?, message: String)
    {
        guard
            let row = try connection.query(
                """
                select run, finished_at, outcome, message
                from ledger.campus_run c
                where campus = \(campus)
                  -- One that still works on the campus has its books, and not yet an end.
                  and not exists (
                    select from ledger.lease l
                    where l.campus = c.campus and l.run = c.run
                      and l.released_at is null and l.expires_at > now())
                order by finished_at desc, run desc
                limit 1
                """
            ).first, let outcome = CampusOutcome(rawValue: try row.get("outcome"))
        else { return (nil, "") }
        return (
            CampusStatus.LastRun(
                run: try row.get("run"),
                finishedAt: Timestamp(try row.get("finished_at") as PostgresTimestamp),
                outcome: outcome
            ), try row.get("message")
        )
    }

    /// The books of a campus's live runs from a business day on.
    private func books(at campus: String, from day: CalendarDate) throws -> Books {
        try connection.query(
            """
            select \(PostgresStatement.summedBooks)
            from ledger.campus_run c join ledger.run r using (run)
            where c.campus = \(campus) and c.run_date >= \(day.postgres) and r.mode = 'live'
              and c.outcome <> 'trial'
            """
        ).first?.books() ?? .zero
    }
}

extension CalendarDate {
    var firstOfMonth: CalendarDate { adding(days: 1 - day) ?? self }

    /// CSU's fiscal year begins on 1 July.
    var firstOfFiscalYear: CalendarDate {
        CalendarDate(year: month >= 7 ? year : year - 1, month: 7, day: 1) ?? self
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

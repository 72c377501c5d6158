public import BursarModel
import PostgreSQL

/// A page of runs.
public struct RunList: Sendable {
    public var runs: [RunEntry]
    /// The list goes on with those begun earlier; nil at its end.
    public var next: Timestamp?
}

extension Ledger {
    /// The newest runs, with whether the list goes on; of a campus, or of all.
    public func runList(
        at campus: CampusKey? = nil,
        before: Timestamp? = nil,
        limit: Int
    ) throws -> RunList {
        let runs = try runEntries(at: campus, limit: limit + 1, before: before)
        let shown = Array(runs.prefix(limit))
        return RunList(runs: shown, next: runs.count > limit ? shown.last?.startedAt : nil)
    }

    /// The newest runs that looked at something, newest first; `before`: those begun earlier.
    ///
    /// As its viewer may see it: a campus finds the runs that looked at it, and its own part of them.
    public func runEntries(
        at campus: CampusKey? = nil,
        limit: Int,
        before: Timestamp? = nil
    ) throws -> [RunEntry] {
        try connection.query(
            """
            select r.run, r.mode, r.started_at, r.finished_at, p.campuses, p.troubled, b.*
            from (
                select run, mode, started_at, finished_at
                from ledger.run
                where exists (
                    select from ledger.campus_run c
                    where c.run = ledger.run.run
                      and (\(orNull: campus?.text)::text is null
                        or c.campus = \(orNull: campus?.text)))
                  and (\(orNull: before?.postgres)::timestamptz is null
                    or started_at < \(orNull: before?.postgres))
                order by started_at desc, run desc
                limit \(limit)
            ) r
            cross join lateral (
                select count(*) as campuses,
                    count(*) filter (where outcome in ('attention', 'failed', 'config_error'))
                        as troubled
                from ledger.campus_run
                where run = r.run
                  and (\(orNull: campus?.text)::text is null or campus = \(orNull: campus?.text))
            ) p
            cross join lateral (
                select \(PostgresStatement.summedBooks)
                from ledger.campus_run c
                -- What was on trial is shown, and counts nowhere.
                where c.run = r.run and c.outcome <> 'trial'
                  and (\(orNull: campus?.text)::text is null or c.campus = \(orNull: campus?.text))
            ) b
            order by r.started_at desc, r.run desc
            """
        ).map { row in
            guard let mode = RunMode(rawValue: try row.get("mode")) else {
                throw LedgerError.unexpectedState("a run in the ledger is not readable")
            }
            return RunEntry(
                run: try row.get("run"),
                mode: mode,
                startedAt: Timestamp(try row.get("started_at") as PostgresTimestamp),
                finishedAt: (try row.get("finished_at") as PostgresTimestamp?).map(Timestamp.init),
                campuses: try row.get("campuses"),
                troubled: try row.get("troubled"),
                totals: try row.books()
            )
        }
    }
}

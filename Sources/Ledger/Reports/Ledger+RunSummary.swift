public import BursarModel
import PostgreSQL

extension Ledger {
    /// The newest run that looked at something, or nil before the first.
    public func newestRun() throws -> String? {
        try connection.query(
            """
            select run from ledger.run
            where exists (select from ledger.campus_run c where c.run = ledger.run.run)
            order by started_at desc, run desc
            limit 1
            """
        ).first?.get("run")
    }

    /// What a run did, from the ledger alone; nil where there is no such run.
    ///
    /// An output's state is that of now: one that was staged when the run ended may have been
    /// published by a later one.
    public func summary(of run: String) throws -> RunSummary? {
        guard
            let row = try connection.query(
                """
                select mode, is_demo, run_date, started_at, finished_at
                from ledger.run
                where run = \(run)
                """
            ).first, let mode = RunMode(rawValue: try row.get("mode"))
        else { return nil }
        let campuses = try campusSummaries(of: run)
        var totals = Books.zero
        for campus in campuses where campus.outcome != .trial { try totals.add(campus.books) }
        let finishedAt: PostgresTimestamp? = try row.get("finished_at")
        return RunSummary(
            run: run,
            startedAt: Timestamp(try row.get("started_at") as PostgresTimestamp),
            finishedAt: finishedAt.map(Timestamp.init),
            mode: mode,
            isDemo: try row.get("is_demo"),
            runDate: try (row.get("run_date") as PostgresDate?).flatMap { CalendarDate($0) },
            campuses: campuses,
            totals: totals,
            balanced: totals.balance && campuses.allSatisfy(\.books.balance)
        )
    }

    private func campusSummaries(of run: String) throws -> [CampusSummary] {
        let exports = try exportsByCampus(of: run)
        let outputs = try outputsByCampus(of: run)
        let held = try heldByReason()
        return try connection.query(
            """
            select c.*, r.name, r.time_zone, r.state, r.layout_confirmed, r.terms_end
            from ledger.campus_run c
            join registry.revision r on r.campus = c.campus and r.revision = c.revision
            where c.run = \(run)
            order by c.campus
            """
        ).map { row in
            guard let campus = CampusKey(try row.get("campus") as String),
                let outcome = CampusOutcome(rawValue: try row.get("outcome")),
                let state = CampusState(rawValue: try row.get("state"))
            else { throw LedgerError.unexpectedState("a run in the ledger is not readable") }
            let end = try (row.get("terms_end") as PostgresDate?).flatMap { CalendarDate($0) }
            let day = CalendarDate(try row.get("run_date") as PostgresDate)
            return CampusSummary(
                campus: campus,
                name: try row.get("name"),
                timeZone: try row.get("time_zone"),
                state: state,
                layoutConfirmed: try row.get("layout_confirmed"),
                outcome: outcome,
                message: try row.get("message"),
                remedy: try row.get("remedy"),
                books: try row.books(),
                released: try row.tally("released_"),
                exports: exports[campus] ?? [],
                outputs: outputs[campus] ?? [],
                heldByReason: outcome == .trial ? [] : held[campus] ?? [],
                termsEnd: day.flatMap { TermsWarning.end(end, near: $0) }
            )
        }
    }

    private func exportsByCampus(of run: String) throws -> [CampusKey: [ExportSummary]] {
        var exports: [CampusKey: [ExportSummary]] = [:]
        for row in try connection.query(
            """
            select *, encode(sha256, 'hex') as hex from ledger.run_export
            where run = \(run) order by campus, position
            """
        ) {
            guard let campus = CampusKey(try row.get("campus") as String),
                let state = ExportState(rawValue: try row.get("state"))
            else { continue }
            let receivedAt: PostgresTimestamp? = try row.get("received_at")
            exports[campus, default: []].append(
                ExportSummary(
                    file: try row.get("file_name"),
                    sha256: try row.get("hex"),
                    exportNumber: try row.get("export_number"),
                    state: state,
                    reason: try row.get("reason"),
                    message: try row.get("message"),
                    read: try row.tally("read_"),
                    receivedAt: receivedAt.map(Timestamp.init)
                )
            )
        }
        return exports
    }

    /// A run's own outputs, those it finished for an interrupted one, and those still on their way.
    private func outputsByCampus(of run: String) throws -> [CampusKey: [OutputSummary]] {
        var outputs: [CampusKey: [OutputSummary]] = [:]
        for row in try connection.query(
            """
            \(PostgresStatement.outputColumns),
                o.recovered_by is not distinct from \(run) as recovered
            from ledger.output o
            join registry.revision r on r.campus = o.campus and r.revision = o.revision
            where (o.campus, o.output) in (
                select campus, output from ledger.output where run = \(run)
                union
                select campus, output from ledger.output where recovered_by = \(run)
                union
                select o.campus, o.output
                from ledger.output o
                join ledger.campus_run c on c.campus = o.campus and c.run = \(run)
                where o.state in ('waiting', 'in_doubt')
            )
            order by o.campus, o.output
            """
        ) {
            let output = try OutputSummary(row)
            outputs[output.campus, default: []].append(output)
        }
        for row in try connection.query(
            """
            select t.*, encode(t.sha256, 'hex') as hex from ledger.trial_output t
            where run = \(run) order by campus, position
            """
        ) {
            guard let campus = CampusKey(try row.get("campus") as String),
                let kind = OutputKind(rawValue: try row.get("kind"))
            else { continue }
            let position: Int = try row.get("position")
            outputs[campus, default: []].append(
                OutputSummary(
                    id: "\(campus.text)-trial-\(position)",
                    campus: campus,
                    run: run,
                    name: try row.get("name"),
                    kind: kind,
                    state: .planned,
                    sha256: try row.get("hex"),
                    bytes: try row.get("bytes"),
                    records: try row.get("records"),
                    fees: try row.get("fees"),
                    chargeCents: try row.get("charge_cents"),
                    creditCents: try row.get("credit_cents"),
                    idHash: try row.get("id_hash"),
                    path: try row.get("path"),
                    recovered: false,
                    publishedAt: nil,
                    collectedAt: nil
                )
            )
        }
        return outputs
    }
}

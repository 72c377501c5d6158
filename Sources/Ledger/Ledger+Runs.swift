public import BursarModel
import PostgreSQL

extension Ledger {
    /// Opens the row of a run.
    public func beginRun(
        _ run: String,
        mode: RunMode,
        homeID: String,
        isDemo: Bool,
        hubVersion: String,
        runDate: CalendarDate? = nil,
        at now: Timestamp
    ) throws {
        try connection.execute(
            """
            insert into ledger.run (
                run, mode, state, home_id, is_demo, hub_version, run_date, started_at)
            values (\(run), \(mode.rawValue), 'running', \(homeID), \(isDemo), \(hubVersion),
                \(orNull: runDate?.postgres), \(now.postgres))
            """
        )
    }

    public func finishRun(_ run: String, at now: Timestamp) throws {
        try connection.execute(
            """
            update ledger.run set state = 'finished', finished_at = \(now.postgres)
            where run = \(run) and state = 'running'
            """
        )
    }

    /// Records how a run ended for its campuses: their books, and what it looked at.
    ///
    /// All in one transaction, for a run looks at a thousand campuses and mostly finds nothing.
    /// Outputs are not repeated here but on trial, where nothing else records them. The audit trail
    /// tells of the campuses where fees moved. With a time the run is finished as well.
    public func record(
        _ parts: [CampusRunRecord],
        run: String,
        by person: String? = nil,
        finishedAt: Timestamp? = nil
    ) throws {
        try connection.repeatedTransaction {
            try put(parts.map { CampusRunRow($0, run: run) }, of: run)
            try insertExports(of: parts.map(\.summary), run: run)
            for part in parts where part.summary.outcome == .trial {
                try insertTrialOutputs(of: part.summary, run: run)
            }
            if let finishedAt { try finishRun(run, at: finishedAt) }
            try connection.audit(try AuditEntry.endOfRun(run, parts, by: person))
        }
    }

    /// Adds the rows, or ends those that were put down with the books, which stay as they are.
    func put(_ rows: [CampusRunRow], of run: String) throws {
        var put = 0
        for start in stride(from: 0, to: rows.count, by: Self.rowsAtOnce) {
            let part = rows[start..<min(start + Self.rowsAtOnce, rows.count)]
            put += try connection.execute(
                """
                insert into ledger.campus_run (
                    campus, run, revision, run_date, outcome, message, remedy, started_at,
                    finished_at, \(booksColumns: ()),
                    released_count, released_charge_cents, released_credit_cents, retries)
                select v.campus, r.run, v.revision,
                    coalesce(v.run_date, (r.started_at at time zone v.time_zone)::date),
                    v.outcome, v.message, v.remedy, v.started_at, v.finished_at,
                    \(booksColumns: ()),
                    released_count, released_charge_cents, released_credit_cents, v.retries
                from ledger.run r
                cross join (values \(rows: part.map(\.values))) as v (
                    campus, revision, run_date, time_zone, outcome, message, remedy, started_at,
                    finished_at, \(booksColumns: ()),
                    released_count, released_charge_cents, released_credit_cents, retries)
                where r.run = \(run)
                on conflict (campus, run) do update
                set outcome = excluded.outcome,
                    message = excluded.message,
                    remedy = excluded.remedy,
                    started_at = excluded.started_at,
                    finished_at = excluded.finished_at,
                    retries = excluded.retries
                """
            )
        }
        guard put == rows.count else {
            throw LedgerError.unexpectedState("a run was never begun")
        }
    }

    /// So many that their binds are fewer than the 65,535 that a statement can have.
    private static let rowsAtOnce = 500

    private func insertExports(of summaries: [CampusSummary], run: String) throws {
        let rows = summaries.flatMap { summary in
            summary.exports.enumerated().map { index, export in
                """
                (\(summary.campus.text), \(index + 1), \(export.file), \(orNull: export.sha256),
                    \(orNull: export.exportNumber), \(export.state.rawValue), \(orNull: export.reason),
                    \(orNull: export.message), \(orNull: export.receivedAt?.postgres), \(tally: export.read))
                """ as PostgresStatement
            }
        }
        for start in stride(from: 0, to: rows.count, by: Self.rowsAtOnce) {
            let part = rows[start..<min(start + Self.rowsAtOnce, rows.count)]
            try connection.execute(
                """
                insert into ledger.run_export (
                    campus, run, position, file_name, sha256, export_number, state, reason,
                    message, received_at, read_count, read_charge_cents, read_credit_cents)
                select v.campus, \(run), v.position, v.file_name, decode(v.sha256, 'hex'),
                    v.export_number, v.state, v.reason, v.message, v.received_at, v.read_count,
                    v.read_charge_cents, v.read_credit_cents
                from (values \(rows: Array(part))) as v (
                    campus, position, file_name, sha256, export_number, state, reason, message,
                    received_at, read_count, read_charge_cents, read_credit_cents)
                """
            )
        }
    }

    private func insertTrialOutputs(of summary: CampusSummary, run: String) throws {
        for (index, output) in summary.outputs.enumerated() {
            try connection.execute(
                """
                insert into ledger.trial_output (
                    campus, run, position, name, kind, sha256, bytes, fees, records, charge_cents,
                    credit_cents, id_hash, path)
                values (
                    \(summary.campus.text), \(run), \(index + 1), \(output.name),
                    \(output.kind.rawValue), decode(\(orNull: output.sha256), 'hex'), \(orNull: output.bytes),
                    \(output.fees), \(output.records), \(output.chargeCents), \(output.creditCents),
                    \(orNull: output.idHash), \(output.path))
                """
            )
        }
    }

    /// Whether a run of this database has used a home; true where there was none at all.
    public func hasWorked(inHome home: String) throws -> Bool {
        try connection.query(
            """
            select exists (select from ledger.run where home_id = \(home))
                or not exists (select from ledger.run) as has_worked
            """
        ).first?.get("has_worked") ?? false
    }

    /// The day at a place at some moment.
    public func localDate(of moment: Timestamp, in zone: String) throws -> CalendarDate {
        let day =
            try connection.query(
                "select (\(moment.postgres)::timestamptz at time zone \(zone))::date as day"
            ).first?.get("day") as PostgresDate?
        guard let date = day.flatMap({ CalendarDate($0) }) else {
            throw LedgerError.unexpectedState("a moment is outside the calendar")
        }
        return date
    }

    /// The moment at which clocks at a place show a day and a time.
    public func moment(of day: CalendarDate, second: Int, in zone: String) throws -> Timestamp {
        let row = try connection.query(
            """
            select (\(day.postgres)::date + make_interval(secs => \(second))) at time zone \(zone)
                as moment
            """
        ).first
        guard let row else { throw LedgerError.unexpectedState("a day is outside the calendar") }
        return Timestamp(try row.get("moment") as PostgresTimestamp)
    }

    /// What of a campus is open now: held, waiting or in doubt.
    public func openWork(at campus: CampusKey) throws -> CampusStatus.OpenWork {
        let open = try connection.query(
            """
            select
                (select count(*) from ledger.held_fee
                    where campus = \(campus.text) and state = 'open') as fees,
                (select count(*) from ledger.export
                    where campus = \(campus.text) and state = 'held') as exports,
                (select count(*) from ledger.output
                    where campus = \(campus.text) and state = 'in_doubt') as doubt,
                (select count(*) from ledger.output
                    where campus = \(campus.text) and state = 'waiting') as waiting
            """
        ).first
        return CampusStatus.OpenWork(
            heldFees: try open?.get("fees") ?? 0,
            heldExports: try open?.get("exports") ?? 0,
            inDoubtOutputs: try open?.get("doubt") ?? 0,
            waitingOutputs: try open?.get("waiting") ?? 0
        )
    }

    /// The time of this database, which leases and runs are ordered by.
    public func now() throws -> Timestamp {
        guard let row = try connection.query("select now() as now").first else {
            throw LedgerError.unexpectedState("the database tells no time")
        }
        return Timestamp(try row.get("now") as PostgresTimestamp)
    }
}

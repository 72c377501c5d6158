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
    /// tells of the campuses where fees moved.
    public func record(
        _ parts: [CampusRunRecord],
        run: String,
        by person: String? = nil
    ) throws {
        try connection.repeatedTransaction {
            for part in parts {
                try put(CampusRunRow(part, run: run))
                try insertExports(of: part.summary, run: run)
                if part.summary.outcome == .trial {
                    try insertTrialOutputs(of: part.summary, run: run)
                }
            }
            try connection.audit(try AuditEntry.endOfRun(run, parts, by: person))
        }
    }

    /// Adds the row, or ends one that was put down with the books, which stay as they are.
    func put(_ row: CampusRunRow) throws {
        let put = try connection.execute(
            """
            insert into ledger.campus_run as c (
                campus, run, revision, run_date, outcome, message, remedy, started_at,
                finished_at, read_count, read_charge_cents, read_credit_cents,
                written_count, written_charge_cents, written_credit_cents,
                diverted_count, diverted_charge_cents, diverted_credit_cents,
                held_count, held_charge_cents, held_credit_cents,
                duplicate_count, duplicate_charge_cents, duplicate_credit_cents,
                skipped_count, skipped_charge_cents, skipped_credit_cents,
                released_count, released_charge_cents, released_credit_cents, retries)
            select \(row.campus.text), run, \(row.revision),
                coalesce(\(orNull: row.runDate?.postgres)::date,
                    (started_at at time zone \(row.timeZone))::date),
                \(row.outcome.rawValue), \(row.message), \(orNull: row.remedy),
                \(row.startedAt.postgres), \(row.finishedAt.postgres), \(books: row.books),
                \(tally: row.released), \(row.retries)
            from ledger.run
            where run = \(row.run)
            on conflict (campus, run) do update
            set outcome = excluded.outcome,
                message = excluded.message,
                remedy = excluded.remedy,
                started_at = excluded.started_at,
                finished_at = excluded.finished_at,
                retries = excluded.retries
            """
        )
        guard put == 1 else { throw LedgerError.unexpectedState("a run was never begun") }
    }

    private func insertExports(of summary: CampusSummary, run: String) throws {
        for (index, export) in summary.exports.enumerated() {
            try connection.execute(
                """
                insert into ledger.run_export (
                    campus, run, position, file_name, sha256, export_number, state, reason,
                    message, received_at, read_count, read_charge_cents, read_credit_cents)
                values (
                    \(summary.campus.text), \(run), \(index + 1), \(export.file),
                    decode(\(orNull: export.sha256), 'hex'), \(orNull: export.exportNumber),
                    \(export.state.rawValue), \(orNull: export.reason), \(orNull: export.message),
                    \(orNull: export.receivedAt?.postgres), \(tally: export.read))
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

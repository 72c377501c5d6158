public import BursarModel
import PostgreSQL

extension Ledger {
    /// Opens the row of a run.
    public func beginRun(
        _ run: String, mode: RunMode, homeID: String, isDemo: Bool, hubVersion: String,
        at now: Timestamp
    ) throws {
        try connection.execute(
            """
            insert into ledger.run (run, mode, state, home_id, is_demo, hub_version, started_at)
            values (\(run), \(mode.rawValue), 'running', \(homeID), \(isDemo), \(hubVersion),
                \(now.postgres))
            """)
    }

    public func finishRun(_ run: String, at now: Timestamp) throws {
        try connection.execute(
            """
            update ledger.run set state = 'finished', finished_at = \(now.postgres)
            where run = \(run) and state = 'running'
            """)
    }

    /// Records how a run ended for one campus: its books, and what it looked at.
    ///
    /// Outputs are not repeated here but on trial, where nothing else records them.
    public func record(
        _ summary: CampusSummary, run: String, revision: Int, runDate: CalendarDate,
        startedAt: Timestamp, finishedAt: Timestamp
    ) throws {
        try connection.transaction {
            try connection.execute(
                """
                insert into ledger.campus_run (
                    campus, run, revision, run_date, outcome, message, remedy, started_at,
                    finished_at, read_count, read_charge_cents, read_credit_cents,
                    written_count, written_charge_cents, written_credit_cents,
                    diverted_count, diverted_charge_cents, diverted_credit_cents,
                    held_count, held_charge_cents, held_credit_cents,
                    duplicate_count, duplicate_charge_cents, duplicate_credit_cents,
                    skipped_count, skipped_charge_cents, skipped_credit_cents,
                    released_count, released_charge_cents, released_credit_cents)
                values (
                    \(summary.campus.text), \(run), \(revision), \(runDate.postgres),
                    \(summary.outcome.rawValue), \(summary.message), \(orNull: summary.remedy),
                    \(startedAt.postgres), \(finishedAt.postgres), \(books: summary.books),
                    \(tally: summary.released))
                """)
            try insertExports(of: summary, run: run)
            if summary.outcome == .trial { try insertTrialOutputs(of: summary, run: run) }
        }
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
                """)
        }
    }

    private func insertTrialOutputs(of summary: CampusSummary, run: String) throws {
        for (index, output) in summary.outputs.enumerated() {
            try connection.execute(
                """
                insert into ledger.trial_output (
                    campus, run, position, name, kind, sha256, bytes, records, charge_cents,
                    credit_cents, id_hash, path)
                values (
                    \(summary.campus.text), \(run), \(index + 1), \(output.name),
                    \(output.kind.rawValue), decode(\(orNull: output.sha256), 'hex'), \(orNull: output.bytes),
                    \(output.records), \(output.chargeCents), \(output.creditCents),
                    \(orNull: output.idHash), \(output.path))
                """)
        }
    }

    /// The time of this database, which leases and runs are ordered by.
    public func now() throws -> Timestamp {
        guard let row = try connection.query("select now() as now").first else {
            throw LedgerError.unexpectedState("the database tells no time")
        }
        return Timestamp(try row.get("now") as PostgresTimestamp)
    }
}

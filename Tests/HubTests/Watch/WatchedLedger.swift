import BursarModel
import Ledger
import PostgreSQL
import TestSupport

@testable import Hub

/// A home and a database with the exports that a test says came, and the status at a moment.
final class WatchedLedger {
    let ledger: Ledger
    let database: TestDatabase
    private let scratch: ScratchFolder
    private let home: Home
    private let administrator: PostgresConnection
    private let session: PostgresConnection

    init() throws {
        scratch = try ScratchFolder()
        home = try Home("\(scratch.path)/home")
        database = try TestDatabase(migrations: LedgerTemplate.migrations)
        administrator = try database.connect()
        session = try database.connect(as: LedgerRole.run.name)
        ledger = Ledger(session)
        try administrator.execute(
            """
            insert into ledger.run (run, mode, state, home_id, is_demo, hub_version, started_at)
            values ('r', 'live', 'running', 'h', false, '1', now())
            """
        )
    }

    /// A campus with these profiles: codes and schedules.
    func onboard(
        _ campus: CampusKey,
        _ profiles: [(code: String, schedule: String)] = [("BURSAR", "daily 18:00")],
        state: CampusState = .live,
        zone: String = "America/Los_Angeles",
        termsEnd: String? = nil
    ) throws {
        _ = try ledger.record(
            RevisionRecord(
                campus: campus,
                name: "University of \(campus)",
                state: state,
                timeZone: zone,
                layoutConfirmed: true,
                outbox: "outbox/\(campus)",
                loadSettings: [LoadSetting(name: "group_type", value: "LIB")],
                termsEnd: termsEnd.flatMap { CalendarDate(iso: $0) },
                profiles: profiles.compactMap { profile in
                    ProfileCode(profile.code).map { code in
                        RevisionRecord.Profile(
                            code: code,
                            location: "inbox/\(campus)",
                            schedule: profile.schedule,
                            overdueAfterSeconds: 21_600,
                            startsAfter: nil,
                            format: "humboldt-sf"
                        )
                    }
                },
                sources: [RevisionRecord.Source(name: "\(campus).yaml", text: "")],
                fingerprint: Array(repeating: 1, count: 32)
            ),
            by: "somebody",
            at: Timestamp(seconds: 1_790_000_000),
            hubVersion: "1"
        )
    }

    /// An export of a profile that came at a moment of the campus's clocks, with one fee of a dollar.
    func export(
        _ number: Int,
        at campus: CampusKey,
        of code: String = "BURSAR",
        on local: String,
        zone: String = "America/Los_Angeles",
        users: Int64? = 1,
        fees: Int64 = 1
    ) throws {
        let received: PostgresStatement = "(\(local)::timestamp at time zone \(zone))"
        try administrator.execute(
            """
            insert into ledger.export (campus, export, file_name, sha256, bytes, profile_code,
                export_number, state, archived_as, received_at, taken_at, run, decided_at, revision,
                hub_version, booked_at, export_date, users, read_count, read_charge_cents,
                written_count, written_charge_cents)
            values (\(campus.text), \(number), \(code) || \(number)::text || '.xml',
                sha256(convert_to(\(code) || \(number)::text, 'UTF8')), 1, \(code),
                \(number)::text, 'converted', 'a', \(received), \(received),
                \("r-\(campus)-\(number)"), \(received), 1, '1', \(received),
                \(local)::date, \(orNull: users), \(fees), 100, \(fees), 100)
            """
        )
        try administrator.execute(
            """
            insert into ledger.run (run, mode, state, home_id, is_demo, hub_version, started_at)
            values (\("r-\(campus)-\(number)"), 'live', 'running', 'h', false, '1', now())
            """
        )
        try administrator.execute(
            """
            insert into ledger.campus_run (campus, run, revision, run_date, outcome, message,
                started_at, finished_at, read_count, read_charge_cents, read_credit_cents,
                written_count, written_charge_cents, written_credit_cents,
                diverted_count, diverted_charge_cents, diverted_credit_cents,
                held_count, held_charge_cents, held_credit_cents,
                duplicate_count, duplicate_charge_cents, duplicate_credit_cents,
                skipped_count, skipped_charge_cents, skipped_credit_cents,
                released_count, released_charge_cents, released_credit_cents)
            values (\(campus.text), \("r-\(campus)-\(number)"), 1, \(local)::date, 'ok', '',
                \(received), \(received), \(fees), 100, 0, \(fees), 100, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
            """
        )
    }

    /// How many transactions the database has seen, each question outside one being its own.
    func transactions() throws -> Int64 {
        _ = try session.query("select pg_stat_force_next_flush()")
        let row = try administrator.query(
            """
            select pg_stat_get_db_xact_commit(oid) as count from pg_database
            where datname = current_database()
            """
        ).first
        return try row?.get("count") ?? 0
    }

    /// How the campuses stand at a moment of clocks in California.
    func status(_ keys: CampusKey..., at local: String) throws -> StatusReport {
        let row = try administrator.query(
            """
            select extract(epoch from \(local)::timestamp at time zone 'America/Los_Angeles')::bigint
                as moment
            """
        ).first
        guard let row else {
            return StatusReport(asOf: Timestamp(seconds: 0), isDemo: false, campuses: [])
        }
        let now = Timestamp(seconds: try row.get("moment"))
        return try Hub(home: home, database: database.workAddress, clock: .fixed(now))
            .status(of: keys, since: nil, ledger)
    }
}

import Ledger
import PostgreSQL
import TestSupport
import Testing

/// A ledger from before outputs were grouped or sorted goes on as it was.
@Suite struct ArrangedOutputsMigrationTests {
    private let database: TestDatabase

    init() throws {
        database = try TestDatabase(migrations: Array(LedgerMigrations.all.prefix(2)))
    }

    /// A campus with an export for each name, and an output of seven fees.
    private func fill(_ connection: PostgresConnection, _ names: [String]) throws {
        try connection.transaction {
            try connection.execute(
                """
                insert into registry.revision
                values ('humboldt', 1, sha256(''), 'Humboldt', 'live', 'America/Los_Angeles', true,
                    'outbox', '{}', '[]', now(), 'a person', '1.0')
                """
            )
            try connection.execute("insert into registry.campus values ('humboldt', 1)")
        }
        for (index, name) in names.enumerated() {
            try connection.execute(
                """
                insert into ledger.export (campus, export, file_name, sha256, bytes, profile_code,
                    state, archived_as, received_at, taken_at, run, decided_at, revision,
                    hub_version, booked_at)
                values ('humboldt', \(index + 1), \(name), sha256(convert_to(\(name), 'UTF8')), 1, 'HUM1',
                    'converted', 'x', '2026-11-21 05:00:00+00', now(), 'r', now(), 1, '1.0', now())
                """
            )
        }
        try connection.execute(
            """
            insert into ledger.output (campus, output, run, name, kind, revision, format, file,
                run_date, run_second, run_sequence, home_id, outbox, records, charge_cents,
                credit_cents, state, epoch, planned_at)
            values ('humboldt', 1, 'r', 'a.dat', 'sfs', 1, 'f', 0, '2026-11-20', 0, 1, 'h', 'o', 7,
                700, 0, 'planned', 1, now())
            """
        )
    }

    @Test func `outputs have as many fees as records, and exports their day`() throws {
        let connection = try database.connect()
        defer { connection.close() }
        try fill(
            connection,
            [
                "HUM1-77-1795064400000.xml",  // 2026-11-19 05:00 in Greenwich
                "HUM1-77-1795064400.XML",
                "HUM11795064400.xml",
                "HUM1_20261118.xml",  // no time: the file's counts
            ]
        )
        try PostgresMigrator(connection, Array(LedgerMigrations.all.prefix(3))).migrate()
        let days: [String] = try connection.query(
            "select export_date::text as day from ledger.export order by export"
        ).map { try $0.get("day") }
        #expect(days == ["2026-11-18", "2026-11-18", "2026-11-18", "2026-11-20"])
        let fees: [Int64] = try connection.query("select fees from ledger.output").map {
            try $0.get("fees")
        }
        #expect(fees == [7])
    }
}

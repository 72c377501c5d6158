import Ledger
import PostgreSQL
import TestSupport
import Testing

/// A ledger from before outputs were counted by file gets the numbers that they would have drawn.
@Suite struct FileSequenceMigrationTests {
    @Test func `outputs are counted by campus, day, format and file in the order of their making`()
        throws
    {
        let database = try TestDatabase(migrations: Array(LedgerMigrations.all.prefix(5)))
        let connection = try database.connect()
        defer { connection.close() }
        for campus in ["chico", "humboldt"] {
            try connection.transaction {
                try connection.execute(
                    """
                    insert into registry.revision (campus, revision, fingerprint, name, state,
                        time_zone, layout_confirmed, outbox, load_settings, sources, recorded_at,
                        recorded_by, hub_version, cause, declared_state)
                    values (\(campus), 1, sha256(''), 'x', 'live', 'America/Los_Angeles', true,
                        'outbox', '{}', '[]', now(), 'a person', '1.0', 'onboarded', 'live')
                    """
                )
                try connection.execute("insert into registry.campus values (\(campus), 1)")
            }
        }
        // Campus, day, format, file, and the number that is to be found. Twelve show that outputs
        // are ordered as numbers, not as texts; a void one keeps its number.
        var outputs = [
            ("chico", "20", "a", 0, 1), ("chico", "20", "a", 1, 1), ("chico", "20", "a", 0, 2),
            ("chico", "20", "b", 0, 1), ("chico", "21", "a", 0, 1), ("chico", "20", "a", 0, 3),
            ("humboldt", "20", "a", 0, 1),
        ]
        outputs += (4...9).map { ("chico", "20", "a", 0, $0) }
        for (index, output) in outputs.enumerated() {
            let isVoid = index == 2
            try connection.execute(
                """
                insert into ledger.output (campus, output, run, name, kind, revision, format, file,
                    run_date, run_second, run_sequence, home_id, outbox, fees, records,
                    charge_cents, credit_cents, state, epoch, planned_at, void_at, voided_by)
                values (\(output.0), \(index + 1), 'r', 'a.dat', 'sfs', 1, \(output.2), \(output.3),
                    \("2026-11-\(output.1)")::date, 0, \(index + 1), 'h', 'o', 0, 0, 0, 0,
                    \(isVoid ? "void" : "planned"), 1, now(),
                    case when \(isVoid) then now() end, case when \(isVoid) then 'r' end)
                """
            )
        }
        try PostgresMigrator(connection, Array(LedgerMigrations.all.prefix(6))).migrate()
        let numbers: [Int] = try connection.query(
            "select file_sequence from ledger.output order by campus, output"
        ).map { try $0.get("file_sequence") }
        let expected = outputs.enumerated().sorted {
            ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
        }.map(\.element.4)
        #expect(numbers == expected)
    }
}

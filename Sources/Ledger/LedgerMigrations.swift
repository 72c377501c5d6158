public import PostgreSQL

/// The database's versions, from `sql/migrations/`, embedded so that the command runs from anywhere.
///
/// The build names each file's bytes but lists none, so this list is written by hand; a test
/// compares it with the folder.
public enum LedgerMigrations {
    public static let all: [Migration] = [
        migration(1, "registry", PackageResources._001_registry_sql),
        migration(2, "ledger", PackageResources._002_ledger_sql),
        migration(3, "arranged_outputs", PackageResources._003_arranged_outputs_sql),
        migration(4, "recall", PackageResources._004_recall_sql),
        migration(5, "revision_reasons", PackageResources._005_revision_reasons_sql),
        migration(6, "file_sequence", PackageResources._006_file_sequence_sql),
        migration(11, "access", PackageResources._011_access_sql),
        migration(13, "reports", PackageResources._013_reports_sql),
    ]

    /// Brings a database to this program's version, roles and grants included.
    public static func migrator(_ connection: PostgresConnection) -> PostgresMigrator {
        PostgresMigrator(connection, all, standing: LedgerAccess.script)
    }

    private static func migration(_ number: Int, _ name: String, _ text: [UInt8]) -> Migration {
        Migration(number: number, name: name, sql: String(decoding: text, as: UTF8.self))
    }
}

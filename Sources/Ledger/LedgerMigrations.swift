import BursarModel
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
        migration(7, "audit", PackageResources._007_audit_sql),
        migration(8, "decisions", PackageResources._008_decisions_sql),
        migration(9, "retention", PackageResources._009_retention_sql),
        migration(10, "high_water", PackageResources._010_high_water_sql),
        migration(11, "access", PackageResources._011_access_sql),
        migration(12, "reports", PackageResources._012_reports_sql),
        migration(13, "retries", PackageResources._013_retries_sql),
        migration(15, "looking", PackageResources._015_looking_sql),
        migration(16, "tracing", PackageResources._016_tracing_sql),
        migration(17, "notices", PackageResources._017_notices_sql),
        migration(18, "handing_over", PackageResources._018_handing_over_sql),
    ]

    /// The one that made the audit trail, and told of itself there.
    private static let audited = 7

    /// Brings a database to this program's version, roles and grants included.
    public static func migrator(_ connection: PostgresConnection) -> PostgresMigrator {
        PostgresMigrator(connection, all, standing: LedgerAccess.script)
    }

    /// Applies what a database lacks, and tells of it in the audit trail.
    @discardableResult
    public static func migrate(
        _ connection: PostgresConnection,
        by person: String
    ) throws(MigratorError) -> [Migration] {
        try migrate(connection, with: migrator(connection), by: person)
    }

    /// The same, with the migrations and scripts that the caller chose.
    @discardableResult
    public static func migrate(
        _ connection: PostgresConnection,
        with migrator: PostgresMigrator,
        by person: String
    ) throws(MigratorError) -> [Migration] {
        var standing: AccessStanding?
        return try migrator.migrate(
            record: { migration in
                guard migration.number > audited else { return }
                try connection.audit(
                    AuditEntry(
                        .migrated,
                        at: nil,
                        by: person,
                        facts: [
                            AuditFact("migration", migration.number),
                            AuditFact("name", Printable(migration.name)),
                        ]
                    )
                )
            },
            before: { standing = try AccessStanding(connection) },
            after: { try audit(standing, connection, by: person) }
        )
    }

    private static func migration(_ number: Int, _ name: String, _ text: [UInt8]) -> Migration {
        Migration(number: number, name: name, sql: String(decoding: text, as: UTF8.self))
    }
}

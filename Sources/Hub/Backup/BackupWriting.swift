public import BursarModel
import Digests
import Ledger
import Posix
public import PostgreSQL

/// A backup of the books, taken with an administrator's login while everything else goes on.
///
/// Rows that a login may not see are missing from a dump, and no error says so. So what the owner
/// of the tables sees is counted in the very snapshot that is dumped, and the dump is read back
/// and counted before it gets its name.
public struct BackupWriting {
    private let administrator: PostgresAddress
    private let now: Timestamp

    /// A ledger of tens of millions of fees takes minutes.
    private static let deadline = Duration.seconds(6 * 3600)

    public init(_ administrator: PostgresAddress, at now: Timestamp) {
        self.administrator = administrator
        self.now = now
    }

    /// Writes it to a folder that is there, or to the path of a file that is not.
    public func write(to path: String) throws -> BackupReport {
        let place = try BackupPlace(path, naming: "bursarhub-\(stamp).dump")
        let connection = try PostgresConnection.connectWithRetries(
            administrator,
            applicationName: "bursarhub backup",
            deadlines: PostgresDeadlines(idleInTransaction: Self.deadline)
        )
        defer { connection.close() }
        let (newest, database) = try LedgerBackup.asOwner(of: connection) {
            (
                try LedgerMigrations.migrator(connection).status().applied.last,
                try Ledger(connection).databaseIdentifier()
            )
        }
        guard let newest else {
            throw BackupError.refused(
                "the database has no books",
                remedy: "see `bursarhub database status`"
            )
        }
        var dump = try BackupFile(place.dump, in: place.folder)
        do {
            let rows = try connection.transaction(.repeatableRead) {
                let snapshot = try LedgerBackup.snapshot(connection)
                try PostgresDump(of: administrator).write(
                    schemas: snapshot.schemas,
                    snapshot: snapshot.name,
                    deadline: Self.deadline
                ) { try dump.write($0) }
                return try LedgerBackup.rowsOfOwner(connection, deadline: Self.deadline)
            }
            let manifest = BackupManifest(
                madeAt: now.rfc3339,
                hubVersion: HubVersion.text,
                migration: newest.number,
                database: database,
                sha256: try dump.synchronize(),
                bytes: dump.bytes,
                rows: rows
            )
            try prove(dump.temporaryPath, holds: rows)
            // The manifest first: a dump without one cannot be put back.
            var text = try BackupFile(place.manifest, in: place.folder)
            try text.write(Array(manifest.text.utf8))
            _ = try text.synchronize()
            try text.publish()
            try dump.publish()
            return BackupReport(manifest, file: place.path)
        } catch {
            _ = try place.folder.removeFileIfPresent(BackupFile.temporaryName(of: place.dump))
            throw error
        }
    }

    private func prove(_ file: String, holds rows: [String: Int64]) throws {
        let dumped = try PostgresDump.rows(in: file, deadline: Self.deadline)
        for (table, count) in rows.sorted(by: { $0.key < $1.key }) where dumped[table] != count {
            throw BackupError.incomplete(
                "the dump holds \(dumped[table] ?? 0) of the \(count) rows of \(Printable(table)): the login does not see all",
                remedy:
                    "use an administrator's login, with --admin-database; see `bursarhub database roles`"
            )
        }
    }

    /// Such as `20261120T180000Z`.
    private var stamp: String {
        Timestamp(seconds: now.seconds).rfc3339.filter { $0 != "-" && $0 != ":" }
    }
}

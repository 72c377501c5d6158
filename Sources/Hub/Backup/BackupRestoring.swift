import BursarModel
import Digests
import Ledger
import Posix
public import PostgreSQL

/// A backup put back into a database without books.
///
/// The file is compared with its manifest before anything is changed, and the restored tables are
/// counted before anybody works with them.
public struct BackupRestoring {
    private let administrator: PostgresAddress

    private static let deadline = Duration.seconds(6 * 3600)
    /// A manifest has a line for each table.
    private static let longestManifest = 1 << 20

    public init(_ administrator: PostgresAddress) {
        self.administrator = administrator
    }

    /// `person` goes into the audit trail of the restored database.
    public func restore(_ path: String, by person: String) throws -> BackupReport {
        let place = try BackupPlace(file: path)
        let manifest = try manifest(of: place)
        try compare(place, with: manifest)
        let connection = try PostgresConnection.connectWithRetries(
            administrator,
            applicationName: "bursarhub restore"
        )
        defer { connection.close() }
        guard try !LedgerBackup.hasBooks(connection) else {
            throw BackupError.refused(
                "the database has books already; a backup goes into an empty one",
                remedy: "name a new database with --admin-database, or a new home with --home"
            )
        }
        try LedgerBackup.makeRoom(connection)
        try PostgresDump(of: administrator).restore(
            from: place.folder.path(of: place.dump),
            deadline: Self.deadline
        )
        let rows = try connection.transaction {
            try LedgerBackup.rowsOfOwner(connection, deadline: Self.deadline)
        }
        guard rows == manifest.rows else {
            throw BackupError.incomplete(
                "the restored tables do not hold what the backup's manifest says",
                remedy: "let nothing run on this database; restore into a new one"
            )
        }
        // The backup of an older program is brought forward; logins and grants are given anew.
        let migrator = LedgerMigrations.migrator(connection)
        try migrator.migrate()
        try migrator.applyStanding()
        try Ledger(connection).audit(
            AuditEntry(
                .databaseRestored,
                at: nil,
                by: person,
                digest: manifest.sha256,
                facts: [AuditFact("made_at", Printable(manifest.madeAt))]
            )
        )
        return BackupReport(manifest, file: place.path)
    }

    private func manifest(of place: BackupPlace) throws -> BackupManifest {
        do {
            let file = try place.folder.openFile(place.manifest)
            let bytes = try file.bytes(at: 0, count: Self.longestManifest)
            guard let manifest = BackupManifest(String(decoding: bytes, as: UTF8.self)) else {
                throw BackupError.refused(
                    "the backup's manifest cannot be read",
                    remedy: "fetch it once more, together with its dump"
                )
            }
            guard manifest.migration <= LedgerMigrations.all.last?.number ?? 0 else {
                throw BackupError.refused(
                    "the backup was made by a newer program (\(Printable(manifest.hubVersion)))",
                    remedy: "restore it with that program, or a newer one"
                )
            }
            return manifest
        } catch let error as PosixError {
            guard error.errno == .noEntry else { throw error }
            throw BackupError.refused(
                "beside the backup there is no manifest",
                remedy: "put FILE.manifest beside FILE: it says what the dump must hold"
            )
        }
    }

    private func compare(_ place: BackupPlace, with manifest: BackupManifest) throws {
        let file = try place.folder.openFile(place.dump)
        var hasher = SHA256Hasher()
        var offset: Int64 = 0
        while true {
            let bytes = try file.bytes(at: offset, count: 1 << 20)
            if bytes.isEmpty { break }
            hasher.update(bytes)
            offset += Int64(bytes.count)
        }
        guard offset == manifest.bytes, hasher.finalize() == manifest.sha256 else {
            throw BackupError.refused(
                "the backup's bytes are not those that its manifest names",
                remedy: "fetch it once more; a damaged backup is not put back"
            )
        }
    }
}

import Digests

/// What a backup holds, or what was put back.
public struct BackupReport: Sendable, Encodable {
    public struct Table: Sendable, Encodable {
        public var table: String
        public var rows: Int64
    }

    /// The dump; its manifest has the same name with `.manifest` behind it.
    public var file: String
    public var madeAt: String
    /// What homes know the books by.
    public var database: String
    public var sha256: String
    public var bytes: Int64
    public var rows: Int64
    public var tables: [Table]

    init(_ manifest: BackupManifest, file: String) {
        self.file = file
        madeAt = manifest.madeAt
        database = manifest.database
        sha256 = manifest.sha256.hex
        bytes = manifest.bytes
        rows = manifest.rows.values.reduce(0, +)
        tables = manifest.rows.sorted { $0.key < $1.key }
            .map { Table(table: $0.key, rows: $0.value) }
    }

    enum CodingKeys: String, CodingKey {
        case file, database, sha256, bytes, rows, tables
        case madeAt = "made_at"
    }
}

import Digests

/// What stands beside a backup: what it holds, so that a restored database can be proved by it.
///
/// A line for each fact, for people and programs alike.
struct BackupManifest: Equatable {
    var madeAt: String
    var hubVersion: String
    /// The newest migration that the database had.
    var migration: Int
    /// What homes know the books by.
    var database: String
    /// Of the file beside it.
    var sha256: SHA256Digest
    var bytes: Int64
    /// By the tables' names, in their order.
    var rows: [String: Int64]

    private static let heading = "bursarhub backup 1"

    var text: String {
        var lines = [
            Self.heading, "made_at \(madeAt)", "hub \(hubVersion)", "migration \(migration)",
            "database \(database)", "sha256 \(sha256.hex)", "bytes \(bytes)",
        ]
        lines += rows.sorted { $0.key < $1.key }.map { "rows \($0.key) \($0.value)" }
        return lines.joined(separator: "\n") + "\n"
    }

    init(
        madeAt: String,
        hubVersion: String,
        migration: Int,
        database: String,
        sha256: SHA256Digest,
        bytes: Int64,
        rows: [String: Int64]
    ) {
        self.madeAt = madeAt
        self.hubVersion = hubVersion
        self.migration = migration
        self.database = database
        self.sha256 = sha256
        self.bytes = bytes
        self.rows = rows
    }

    /// Nil where a fact is missing or is none.
    init?(_ text: String) {
        let lines = text.split(separator: "\n")
        guard lines.first.map(String.init) == Self.heading else { return nil }
        var facts: [String: String] = [:]
        var rows: [String: Int64] = [:]
        for line in lines.dropFirst() {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
                .map(String.init)
            if words.count == 3, words[0] == "rows", let count = Int64(words[2]) {
                rows[words[1]] = count
            } else if words.count == 2 {
                facts[words[0]] = words[1]
            } else {
                return nil
            }
        }
        guard let madeAt = facts["made_at"], let hubVersion = facts["hub"],
            let migration = facts["migration"].flatMap({ Int($0) }),
            let database = facts["database"],
            let sha256 = facts["sha256"].flatMap({ SHA256Digest(hex: $0) }),
            let bytes = facts["bytes"].flatMap({ Int64($0) })
        else { return nil }
        self.init(
            madeAt: madeAt,
            hubVersion: hubVersion,
            migration: migration,
            database: database,
            sha256: sha256,
            bytes: bytes,
            rows: rows
        )
    }
}

import BursarModel
public import Digests
import PostgreSQL

/// The end of the trail: what an anchor keeps outside the database.
public struct AuditHead: Sendable, Equatable {
    /// The number of the last row, which is how many rows there are.
    public var count: Int64
    public var hash: SHA256Digest

    public init(count: Int64, hash: SHA256Digest) {
        self.count = count
        self.hash = hash
    }
}

/// What does not fit in the chain of the trail.
public enum AuditFault: Sendable, Equatable {
    /// The row is not what was hashed.
    case changed(Int64)
    /// The row does not follow the one before it.
    case outOfOrder(Int64)
    /// From the first to the last, none of these rows is there.
    case missing(ClosedRange<Int64>)
}

extension Ledger {
    /// So many rows are asked for at a time.
    private static let auditBlock: Int64 = 5000

    /// Nil before the first row.
    public func auditHead() throws -> AuditHead? {
        try connection.query(
            "select number, hash from ledger.audit order by number desc limit 1"
        ).first.map { row in
            AuditHead(count: try row.get("number"), hash: try SHA256Digest(row, "hash"))
        }
    }

    /// Computes the chain anew, from the first row to the last.
    ///
    /// - Returns: the last row, if there is one.
    public func checkAuditChain(
        _ found: (AuditFault) throws -> Void
    ) throws -> AuditHead? {
        var last: AuditHead?
        var hasher = SHA256Hasher()
        var rows: [PostgresRow]
        repeat {
            rows = try auditRows(after: last?.count ?? 0)
            for row in rows {
                let number: Int64 = try row.get("number")
                let previous: [UInt8] = try row.get("previous")
                let before = last?.count ?? 0
                if number > before + 1 {
                    try found(.missing(before + 1...number - 1))
                } else if previous != last?.hash.bytes ?? AuditHead.beforeTheFirst {
                    try found(.outOfOrder(number))
                }
                hasher.update(previous)
                hasher.update(try row.get("canonical") as String)
                let hash = try SHA256Digest(row, "hash")
                if hasher.finalize() != hash { try found(.changed(number)) }
                last = AuditHead(count: number, hash: hash)
            }
        } while Int64(rows.count) == Ledger.auditBlock
        return last
    }

    /// The rows as the database hashed them: each field behind its length.
    ///
    /// The text is put together here and not by the function that made the hash: whoever can
    /// replace that function could make it say anything.
    private func auditRows(after number: Int64) throws -> [PostgresRow] {
        try connection.query(
            """
            select number, previous, hash, (
                select string_agg(
                    coalesce(octet_length(convert_to(value, 'UTF8'))::text || ':' || value, '-') || ';',
                    '' order by place)
                from unnest(array[
                    campus, number::text, (extract(epoch from at) * 1000000)::bigint::text, login,
                    who, act, subject, reason, encode(digest, 'hex'), totals::text, facts::text
                ]) with ordinality as f (value, place)) as canonical
            from ledger.audit
            where number > \(number)
            order by number
            limit \(Ledger.auditBlock)
            """
        )
    }

    /// The hashes of some rows, by number; none for a row that is not there.
    public func auditHashes(of numbers: [Int64]) throws -> [Int64: SHA256Digest] {
        var hashes: [Int64: SHA256Digest] = [:]
        for row in try connection.query(
            "select number, hash from ledger.audit where number = any (\(numbers)::bigint[])"
        ) {
            hashes[try row.get("number")] = try SHA256Digest(row, "hash")
        }
        return hashes
    }

    /// How many ends of runs the trail tells of behind a row.
    public func runsFinished(after number: Int64) throws -> Int64 {
        try connection.query(
            """
            select count(*) as count from ledger.audit
            where number > \(number) and act = \(AuditAct.runFinished.rawValue)
            """
        ).first?.get("count") ?? 0
    }
}

extension AuditHead {
    static let beforeTheFirst = [UInt8](repeating: 0, count: SHA256Digest.byteCount)
}

extension SHA256Digest {
    init(_ row: PostgresRow, _ column: String) throws {
        guard let digest = SHA256Digest(bytes: try row.get(column) as [UInt8]) else {
            throw LedgerError.unexpectedState("a digest in the ledger is none")
        }
        self = digest
    }
}

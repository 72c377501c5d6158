public import BursarModel
import PostgreSQL

/// A campus's outputs and exports, as far as files on the disk can be compared with them.
public struct KnownFiles: Sendable {
    /// One output whose bytes are fixed.
    public struct Output: Sendable {
        public var output: Int
        public var name: String
        public var state: OutputState
        public var outbox: String
        public var homeID: String
        public var stagedName: String
        public var sha256: [UInt8]
        public var publishedAt: Timestamp?
        public var collectedAt: Timestamp?
    }

    public struct Export: Sendable {
        public var fileName: String
        public var sha256: [UInt8]
    }

    public var outputs: [Output]
    public var exports: [Export]
}

/// Who is logged in, and what the server lets him do.
public struct DatabaseLogin: Sendable {
    public var name: String
    public var isSuperuser: Bool
    public var bypassesRowSecurity: Bool
    public var hasDataChecksums: Bool
}

/// A lease that nobody holds any more: its run was killed.
public struct AbandonedLease: Sendable {
    public var campus: CampusKey
    public var takenAt: Timestamp
}

extension Ledger {
    /// Without those that a purge gave up.
    public func knownFiles(of campus: CampusKey) throws -> KnownFiles {
        KnownFiles(
            outputs: try connection.query(
                """
                select output, name, state, outbox, home_id, staged_name, sha256, published_at,
                    collected_at
                from ledger.output
                where campus = \(campus.text) and sha256 is not null and purged_at is null
                order by output
                """
            ).map(KnownFiles.Output.init),
            exports: try connection.query(
                """
                select distinct on (sha256) file_name, sha256
                from ledger.export
                where campus = \(campus.text) and purged_at is null
                order by sha256, export
                """
            ).map { row in
                KnownFiles.Export(
                    fileName: try row.get("file_name"),
                    sha256: try row.get("sha256")
                )
            }
        )
    }

    public func login() throws -> DatabaseLogin {
        let row = try connection.query(
            """
            select rolname::text as name, rolsuper, rolbypassrls,
                current_setting('data_checksums') = 'on' as checksums
            from pg_roles
            where rolname = current_user
            """
        ).first
        guard let row else { throw LedgerError.unexpectedState("the login has no role") }
        return DatabaseLogin(
            name: try row.get("name"),
            isSuperuser: try row.get("rolsuper"),
            bypassesRowSecurity: try row.get("rolbypassrls"),
            hasDataChecksums: try row.get("checksums")
        )
    }

    /// Leases that were not given back, and whose lock is free: the next run takes the campus over.
    public func abandonedLeases() throws -> [AbandonedLease] {
        try connection.query(
            """
            select l.campus, l.taken_at
            from ledger.lease l
            cross join lateral (
                select hashtextextended('bursarhub campus ' || l.campus, 0) as key
            ) k
            where l.released_at is null
              and not exists (
                select from pg_locks
                where locktype = 'advisory' and granted and objsubid = 1
                  and database = (select oid from pg_database where datname = current_database())
                  and (classid::bigint << 32 | objid::bigint) = k.key
            )
            order by l.campus
            """
        ).compactMap { row in
            guard let campus = CampusKey(try row.get("campus") as String) else { return nil }
            return AbandonedLease(
                campus: campus,
                takenAt: Timestamp(try row.get("taken_at") as PostgresTimestamp)
            )
        }
    }
}

extension KnownFiles.Output {
    fileprivate init(_ row: PostgresRow) throws {
        guard let state = OutputState(rawValue: try row.get("state")) else {
            throw LedgerError.unexpectedState("an output in the ledger is not readable")
        }
        let publishedAt: PostgresTimestamp? = try row.get("published_at")
        let collectedAt: PostgresTimestamp? = try row.get("collected_at")
        self.init(
            output: try row.get("output"),
            name: try row.get("name"),
            state: state,
            outbox: try row.get("outbox"),
            homeID: try row.get("home_id"),
            stagedName: try row.get("staged_name"),
            sha256: try row.get("sha256"),
            publishedAt: publishedAt.map(Timestamp.init),
            collectedAt: collectedAt.map(Timestamp.init)
        )
    }
}

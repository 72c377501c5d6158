import BursarModel
public import PostgreSQL

/// What a backup and its restoring ask of the database; all of it with an administrator's login.
public enum LedgerBackup {
    /// What a transaction sees, for another session to see the same.
    public struct Snapshot: Sendable {
        public var name: String
        /// All schemas of the hub.
        public var schemas: [String]
    }

    /// Within a transaction of its own snapshot.
    public static func snapshot(_ connection: PostgresConnection) throws -> Snapshot {
        let rows = try connection.query(
            """
            select pg_export_snapshot() as name,
                array(
                    select nspname::text from pg_catalog.pg_namespace
                    where nspowner = to_regrole('bursarhub_owner')
                    order by 1) as schemas
            """
        )
        guard let row = rows.first else {
            throw LedgerError.unexpectedState("the database gave no snapshot")
        }
        return Snapshot(name: try row.get("name"), schemas: try row.get("schemas"))
    }

    /// Does what `body` says with the owner's eyes: a login of its own may see less.
    public static func asOwner<Result>(
        of connection: PostgresConnection,
        _ body: () throws -> Result
    ) throws -> Result {
        try connection.transaction {
            try connection.execute("set local role bursarhub_owner")
            return try body()
        }
    }

    /// The rows of every table as their owner sees them, within a transaction.
    public static func rowsOfOwner(
        _ connection: PostgresConnection,
        deadline: Duration
    ) throws -> [String: Int64] {
        try connection.execute("set local role bursarhub_owner")
        var rows: [String: Int64] = [:]
        for row in try connection.query(
            "select relation, row_count from access.row_counts()",
            deadline: deadline
        ) {
            rows[try row.get("relation")] = try row.get("row_count")
        }
        try connection.execute("set local role none")
        return rows
    }

    /// Whether a database knows a campus, a run or an export.
    public static func hasBooks(_ connection: PostgresConnection) throws -> Bool {
        let there = try connection.query("select to_regclass('ledger.export') is not null as known")
        guard try there.first?.get("known") == true else { return false }
        return try connection.query(
            """
            select exists (select from registry.campus) or exists (select from ledger.run)
                or exists (select from ledger.export) as has
            """
        ).first?.get("has") ?? true
    }

    /// Makes room in a database without books: its empty tables go, the roles come.
    public static func makeRoom(_ connection: PostgresConnection) throws {
        try connection.transaction {
            try connection.executeScript(
                """
                do $room$
                declare
                    name text;
                begin
                    for name in
                        select nspname from pg_catalog.pg_namespace
                        where nspowner = to_regrole('bursarhub_owner')
                    loop
                        execute format('drop schema %I cascade', name);
                    end loop;
                end
                $room$;
                """,
                deadline: .seconds(60)
            )
            try connection.executeScript(LedgerAccess.roles, deadline: .seconds(60))
            try connection.executeScript(LedgerAccess.database, deadline: .seconds(60))
        }
    }
}

/// Brings a database's schema forward, never back.
///
/// Each migration is one transaction, which also records it in `migration.applied`. An advisory
/// lock lets one migrator work at a time; the next finds the work done. What the database has is
/// compared with what the program has under the same lock, before anything changes.
@safe public struct PostgresMigrator {
    private let connection: PostgresConnection
    private let migrations: [Migration]
    private let standing: StandingScript?
    private let deadline: Duration

    /// - Parameters:
    ///   - connection: A session that may make schemas.
    ///   - migrations: All of them, in order, from the first.
    ///   - standing: What is applied after them, and anew whenever it or they change.
    ///   - deadline: For each of them, and for another migrator to come to its end.
    public init(
        _ connection: PostgresConnection,
        _ migrations: [Migration],
        standing: StandingScript? = nil,
        deadline: Duration = .seconds(600)
    ) {
        self.connection = connection
        self.migrations = migrations
        self.standing = standing
        self.deadline = deadline
    }

    /// Compares what the program has with what the database has; changes nothing.
    ///
    /// - Throws: `MigratorError` also where the two do not fit: the database is newer, or has
    ///   another past.
    public func status() throws(MigratorError) -> MigrationStatus {
        do {
            return try compare()
        } catch {
            throw MigratorError(error, during: nil)
        }
    }

    /// Applies what is pending, and returns it.
    ///
    /// `record` does what else belongs to a migration, within its transaction; `before` and `after`
    /// are called in that of the standing script, where it is applied.
    @discardableResult
    public func migrate(
        record: (Migration) throws -> Void = { _ in },
        before: () throws -> Void = {},
        after: () throws -> Void = {}
    ) throws(MigratorError) -> [Migration] {
        guard try !status().isCurrent else { return [] }
        do {
            try connection.transaction {
                try waitForOthers()
                try connection.executeScript(Self.bookkeeping, deadline: deadline)
            }
        } catch {
            throw MigratorError(error, during: nil)
        }
        var applied: [Migration] = []
        while let migration = try applyNext(record) { applied.append(migration) }
        try applyStanding(onlyIfDue: true, before, after)
        return applied
    }

    /// Applies the standing script, also where it was applied before.
    ///
    /// It puts right what somebody has changed. `before` and `after` are called in its transaction.
    public func applyStanding(
        before: () throws -> Void = {},
        after: () throws -> Void = {}
    ) throws(MigratorError) {
        try applyStanding(onlyIfDue: false, before, after)
    }

    private func applyStanding(
        onlyIfDue: Bool,
        _ before: () throws -> Void,
        _ after: () throws -> Void
    ) throws(MigratorError) {
        guard let standing else { return }
        do {
            try connection.transaction {
                try waitForOthers()
                // Another migrator may have done it meanwhile.
                if onlyIfDue, try compare().isStandingCurrent { return }
                try before()
                for part in standing.parts {
                    try connection.executeScript(part, deadline: deadline)
                }
                try connection.execute(
                    """
                    insert into migration.standing (name, checksum)
                    values (\(standing.name), sha256(convert_to(\(fingerprintText(standing)), 'UTF8')))
                    on conflict (name) do update
                    set checksum = excluded.checksum, applied_at = now()
                    """
                )
                try after()
            }
        } catch {
            throw MigratorError(error, during: nil)
        }
    }

    /// A migration brings tables that the script has not seen.
    private func fingerprintText(_ standing: StandingScript) -> String {
        "\(migrations.last?.number ?? 0)\n" + standing.parts.joined(separator: "\n")
    }

    private func standingIsCurrent(_ isThere: Bool) throws -> Bool {
        guard let standing else { return true }
        guard isThere else { return false }
        let rows = try connection.query(
            """
            select checksum = sha256(convert_to(\(fingerprintText(standing)), 'UTF8')) as is_same
            from migration.standing
            where name = \(standing.name)
            """
        )
        return try rows.first?.get("is_same") ?? false
    }

    private func applyNext(
        _ record: (Migration) throws -> Void
    ) throws(MigratorError) -> Migration? {
        var next: Migration?
        do {
            try connection.transaction {
                try waitForOthers()
                next = try compare().pending.first
                guard let next else { return }
                try connection.executeScript(next.sql, deadline: deadline)
                try connection.execute(
                    """
                    insert into migration.applied (number, name, checksum)
                    values (\(next.number), \(next.name), sha256(convert_to(\(next.sql), 'UTF8')))
                    """
                )
                try record(next)
            }
            return next
        } catch {
            throw MigratorError(error, during: next)
        }
    }

    /// Takes the lock of all migrators until the transaction ends.
    ///
    /// The wait for it may be long; that for a table which a running statement holds may not.
    private func waitForOthers() throws(PostgresError) {
        try setLockTimeout(deadline)
        try connection.execute("select pg_advisory_xact_lock(\(Self.lock))", deadline: deadline)
        try setLockTimeout(connection.deadlines.lock)
    }

    private func setLockTimeout(_ timeout: Duration) throws(PostgresError) {
        let milliseconds = String(PostgresConnection.setting(timeout))
        try connection.execute("select set_config('lock_timeout', \(milliseconds), true)")
    }

    private func compare() throws -> MigrationStatus {
        for (earlier, later) in zip([0] + migrations.map(\.number), migrations.map(\.number)) {
            guard later > earlier else { throw MigratorError.listOutOfOrder(number: later) }
        }
        let table = try connection.query(
            """
            select to_regclass('migration.applied') is not null as is_there,
                to_regclass('migration.standing') is not null as has_standing
            """
        )
        guard let there = table.first, try there.get("is_there") else {
            return MigrationStatus(
                applied: [],
                pending: migrations,
                isStandingCurrent: standing == nil
            )
        }
        let (numbers, texts) = (migrations.map(\.number), migrations.map(\.sql))
        let rows = try connection.query(
            """
            select applied.number,
                applied.name,
                applied.applied_at,
                known.number is not null as is_known,
                applied.checksum = sha256(convert_to(known.sql, 'UTF8')) as is_same
            from migration.applied
            left join unnest(\(numbers), \(texts)) as known (number, sql)
                on known.number = applied.number
            order by applied.number
            """
        )
        let applied = try rows.map(appliedMigration)
        let done = Set(applied.map(\.number))
        let pending = migrations.filter { !done.contains($0.number) }
        if let first = pending.first, let last = applied.last, first.number < last.number {
            throw MigratorError.skipped(number: first.number, name: first.name)
        }
        return MigrationStatus(
            applied: applied,
            pending: pending,
            isStandingCurrent: try standingIsCurrent(there.get("has_standing"))
        )
    }

    private func appliedMigration(_ row: PostgresRow) throws -> MigrationStatus.Applied {
        let applied = MigrationStatus.Applied(
            number: try row.get("number"),
            name: try row.get("name"),
            appliedAt: try row.get("applied_at")
        )
        guard try row.get("is_known") else {
            throw MigratorError.databaseNewer(number: applied.number, name: applied.name)
        }
        guard try row.get("is_same") else {
            throw MigratorError.changedAfterwards(number: applied.number, name: applied.name)
        }
        return applied
    }

    /// The key of the advisory lock; any number would do that nobody else takes.
    private static let lock: Int64 = 0x6d69_6772_6174_6f72

    private static let bookkeeping = """
        create schema if not exists migration;
        create table if not exists migration.applied (
            number bigint primary key,
            name text not null,
            checksum bytea not null,
            applied_at timestamptz not null default now()
        );
        create table if not exists migration.standing (
            name text primary key,
            checksum bytea not null,
            applied_at timestamptz not null default now()
        );
        """
}

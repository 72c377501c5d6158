import PostgreSQL

/// What is done about all leases of a run at once, on a connection that does nothing else
/// meanwhile: one that waits in a COPY cannot speak for its own.
extension Ledger {
    /// Renews the leases that a run holds.
    ///
    /// Rows that a transaction of the run has locked are passed over: it extends them itself. One
    /// that has expired stays so, for its holder must learn of it.
    ///
    /// - Returns: how many have expired.
    public func renewLeases(of run: String) throws -> Int {
        try connection.execute(
            """
            update ledger.lease
            set expires_at = clock_timestamp() + make_interval(secs => \(Ledger.leaseSeconds))
            where campus in (
                select campus from ledger.lease
                where run = \(run) and released_at is null and expires_at > clock_timestamp()
                for update skip locked
            )
            """
        )
        let expired = try connection.query(
            """
            select count(*) as count from ledger.lease
            where run = \(run) and released_at is null and expires_at <= clock_timestamp()
            """
        )
        return Int(try expired.first?.get("count") as Int64? ?? 0)
    }

    /// Ends what sessions of a run are left, and gives its campuses back.
    ///
    /// A session that was given up in the middle of a statement goes on at the server for a while,
    /// and keeps its campus from the next run.
    public func endLeases(of run: String, sessions name: String) throws {
        _ = try connection.query(
            """
            select pg_terminate_backend(pid, 500) as ended
            from pg_stat_activity
            where application_name = \(name)
              and datname = current_database()
              and usename = current_user
              and pid <> pg_backend_pid()
            """
        )
        try connection.execute(
            """
            update ledger.lease set released_at = now()
            where run = \(run) and released_at is null
            """
        )
    }
}

extension PostgresConnection {
    /// Makes the session independent of what the server, the database or the role has for defaults.
    ///
    /// With an empty search path every name in our SQL must have its schema. A `synchronous_commit`
    /// that waits for standbys is stronger than `on` and stays.
    func configure() throws(PostgresError) {
        let statementTimeout = Self.serverShare(of: deadlines.statement)
        let idleTimeout = Self.setting(deadlines.idleInTransaction)
        try command(
            .settings(
                """
                set time zone 'UTC';
                set datestyle = 'ISO, YMD';
                set intervalstyle = 'iso_8601';
                set client_encoding = 'UTF8';
                set extra_float_digits = 1;
                set standard_conforming_strings = on;
                set bytea_output = 'hex';
                set search_path = '';
                set row_security = on;
                set client_min_messages = warning;
                set statement_timeout = \(Self.setting(statementTimeout));
                set lock_timeout = \(Self.setting(deadlines.lock));
                set idle_in_transaction_session_timeout = \(idleTimeout);
                select set_config('synchronous_commit', 'on', false)
                where current_setting('synchronous_commit') not in ('on', 'remote_apply');
                """
            ),
            until: Deadline(in: deadlines.connect)
        )
        serverTimeout = statementTimeout
    }

    /// Finds rows by an index alone from now on, wherever there is one.
    ///
    /// A scan of a table, or of a range of its blocks, meets damaged pages whose rows nobody asked
    /// for. Plans that were kept, as those of foreign keys, are made anew.
    public func avoidScans() throws(PostgresError) {
        try command(
            .settings(
                """
                set enable_seqscan = off;
                set enable_bitmapscan = off;
                set jit = off;
                discard plans;
                """
            ),
            until: Deadline(in: deadlines.connect)
        )
        avoidsScans = true
    }

    /// Tells the server how long a statement may take, where that is another time than it knows.
    func allowServer(_ deadline: Duration, until end: Deadline) throws(PostgresError) {
        let timeout = Self.serverShare(of: deadline)
        guard timeout != serverTimeout, session?.transactionState != .failed else { return }
        try command(.control("set statement_timeout = \(Self.setting(timeout))"), until: end)
        serverTimeout = timeout
    }

    /// A time as the server's settings take it, in milliseconds; none is more than 24 days.
    static func setting(_ duration: Duration) -> Int32 { Int32(clamping: duration.milliseconds) }

    /// Less than the client's deadline by a tenth, at most a second: a server that lives ends it
    /// first.
    static func serverShare(of deadline: Duration) -> Duration {
        max(.milliseconds(1), deadline - min(deadline / 10, .seconds(1)))
    }
}

internal import Glibc

/// Whether a server may be trusted with money: what speaks against it.
///
/// A crash of a server that does not sync loses commits which the hub has acted on, so settings are
/// judged as the server has them, not as this session has set them for itself.
public struct PostgresFitness: Sendable, Equatable {
    public enum Finding: Sendable, Equatable {
        case serverTooOld(version: Int)
        /// `fsync`, `full_page_writes` or `synchronous_commit` is off, or weaker than on.
        case settingEndangersCommits(name: String, value: String)
        /// Advisory locks and settings do not stay with a session that a pooler lends to others.
        case behindPooler
        /// A standby, or a server that is set to take no changes.
        case readOnly
        case encodingNotUTF8(String)
        /// Over a network, and not proven to be with the server that the address names.
        case unverifiedServer(sslMode: String)
        /// The server writes rows, or values of statements, into its log.
        case settingLogsRows(name: String, value: String, good: String)
        /// The database's clock less this machine's, in seconds.
        case clockApart(seconds: Int)
    }

    public let findings: [Finding]

    /// The server must not be used.
    public var isUnfit: Bool { findings.contains(where: \.isUnfit) }

    public init(findings: [Finding]) {
        self.findings = findings
    }

    /// Asks the server, with `now` for this machine's clock; changes nothing.
    public static func check(
        _ connection: PostgresConnection,
        now: () -> PostgresTimestamp = { .now }
    ) throws(PostgresError) -> PostgresFitness {
        let askedAt = now()
        let rows = try connection.query(
            """
            select pg_backend_pid() as backend,
                clock_timestamp() as clock,
                current_setting('fsync') as fsync,
                current_setting('full_page_writes') as full_page_writes,
                current_setting('server_encoding') as encoding,
                current_setting('log_error_verbosity') as log_error_verbosity,
                current_setting('log_parameter_max_length_on_error')
                    as log_parameter_max_length_on_error,
                current_setting('log_statement') as log_statement,
                current_setting('transaction_read_only') = 'on' as read_only,
                (select reset_val from pg_settings where name = 'synchronous_commit')
                    as synchronous_commit,
                pg_try_advisory_lock_shared(\(Self.sessionLock)) as locked
            """
        )
        let answeredAt = now()
        // Twice: a pooler has many sessions, and lends the next statement any of them.
        let again = try connection.query(
            """
            select pg_backend_pid() as backend,
                pg_advisory_unlock_shared(\(Self.sessionLock)) as was_locked
            """
        )
        guard let row = rows.first, let other = again.first else {
            throw PostgresError(.badResult, message: "the server gave no answer about itself")
        }
        var findings: [Finding] = []
        if connection.serverVersion < 150_000 {
            findings.append(.serverTooOld(version: connection.serverVersion))
        }
        for (name, good) in Self.settings {
            let value: String = try row.get(name)
            if !good.contains(value) {
                findings.append(.settingEndangersCommits(name: name, value: value))
            }
        }
        for (name, good) in Self.silence {
            let value: String = try row.get(name)
            if value != good {
                findings.append(.settingLogsRows(name: name, value: value, good: good))
            }
        }
        // A pooler makes up the process number of its first message; a direct server's is the
        // backend's.
        let backend: Int32 = try row.get("backend")
        let nextBackend: Int32 = try other.get("backend")
        let wasLocked: Bool = try other.get("was_locked")
        if nextBackend != backend || backend != connection.backendID || !wasLocked {
            findings.append(.behindPooler)
        }
        if try row.get("read_only") { findings.append(.readOnly) }
        let encoding: String = try row.get("encoding")
        if encoding != "UTF8" { findings.append(.encodingNotUTF8(encoding)) }
        if !connection.way.isVerified {
            findings.append(.unverifiedServer(sslMode: connection.way.sslMode))
        }
        let apart = Self.secondsApart(try row.get("clock"), between: askedAt, and: answeredAt)
        if abs(apart) > 120 { findings.append(.clockApart(seconds: apart)) }
        return PostgresFitness(findings: findings)
    }

    /// Zero for a database's clock that was read between the two moments, as it must be.
    private static func secondsApart(
        _ clock: PostgresTimestamp,
        between asked: PostgresTimestamp,
        and answered: PostgresTimestamp
    ) -> Int {
        let nearest = min(max(clock, asked), max(asked, answered))
        let apart = clock.microsecondsSince1970 - nearest.microsecondsSince1970
        return Int((Double(apart) / 1_000_000).rounded())
    }

    /// The key of a lock that shows whether a session keeps what it has; shared, so nobody waits.
    private static let sessionLock: Int64 = 0x6669_746e_6573_7321

    private static let settings: [(name: String, good: [String])] = [
        ("fsync", ["on"]), ("full_page_writes", ["on"]),
        ("synchronous_commit", ["on", "remote_apply"]),
    ]

    /// A DETAIL quotes the row that failed, and a statement in the log its values.
    private static let silence: [(name: String, good: String)] = [
        ("log_error_verbosity", "terse"), ("log_parameter_max_length_on_error", "0"),
        ("log_statement", "none"),
    ]
}

extension PostgresFitness.Finding {
    /// Alone enough not to use the server; the others are warnings.
    public var isUnfit: Bool {
        switch self {
        case .clockApart(let seconds): abs(seconds) > 3600
        case .unverifiedServer, .settingLogsRows: false
        case .serverTooOld, .settingEndangersCommits, .behindPooler, .readOnly, .encodingNotUTF8:
            true
        }
    }
}

extension PostgresFitness.Finding: CustomStringConvertible {
    /// What was found, and the next act.
    public var description: String { "\(fact); \(remedy)" }

    public var fact: String {
        switch self {
        case .serverTooOld(let version):
            "the server is PostgreSQL \(version / 10_000); at least 15 is needed"
        case .settingEndangersCommits(let name, let value):
            "the server runs with `\(name)` = `\(value)` and may lose commits"
        case .behindPooler: "the address leads to a connection pooler"
        case .readOnly: "the server takes no changes (a standby?)"
        case .encodingNotUTF8(let encoding): "the database's encoding is \(encoding)"
        case .unverifiedServer(let mode):
            "the way to the server is not secured (`sslmode` = `\(mode)`)"
        case .settingLogsRows(let name, let value, _):
            "the server runs with `\(name)` = `\(value)` and may log patrons' rows"
        case .clockApart(let seconds):
            "the database's clock is \(abs(seconds)) s \(seconds > 0 ? "ahead of" : "behind") "
                + "this machine's"
        }
    }

    /// The next act.
    public var remedy: String {
        switch self {
        case .serverTooOld: "move the database to a newer server"
        case .settingEndangersCommits: "set it to `on` for server, database and role"
        case .behindPooler: "give the address of the server itself"
        case .readOnly: "add `target_session_attrs=read-write` to the address"
        case .encodingNotUTF8: "make a database with encoding UTF8"
        case .unverifiedServer: "add `sslmode=verify-full&channel_binding=require` to the address"
        case .settingLogsRows(_, _, let good):
            "set it to `\(good)`, for the whole server or for the hub's roles"
        case .clockApart: "set both by NTP"
        }
    }
}

extension PostgresTimestamp {
    /// This machine's clock.
    public static var now: PostgresTimestamp {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return PostgresTimestamp(
            microsecondsSince1970: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
        )
    }
}

internal import Glibc
internal import Posix

/// The start of a cluster's server.
struct ServerStart {
    private let server: ServerFolder
    private let account: ServerAccount
    private let programs: ServerPrograms
    private let address: PostgresAddress
    private let socket: ServerSocket

    init(
        _ server: ServerFolder,
        _ account: ServerAccount,
        _ programs: ServerPrograms,
        _ address: PostgresAddress
    ) throws {
        self.server = server
        self.account = account
        self.programs = programs
        self.address = address
        socket = try ServerSocket(of: server)
    }

    /// Starts the server, unless one runs, and waits until it answers.
    func run(until end: Deadline) throws {
        try socket.prepare(for: account)
        let log = try ServerLog(of: server)
        try log.bound(in: server)
        let live = try openLiveLock()
        if try waitForEarlierServer(lock: live.number, until: end) {
            return try waitUntilReady(nil, log, until: end)
        }
        try removeRemains()
        let settings = ServerSettings.binding(socketFolder: socket.path).flatMap { ["-c", $0] }
        let process = try account.child(
            programs.postgres,
            ["-D", server.path(of: .data)] + settings
        ).startDetached(log: log.file, keeping: live)
        try waitUntilReady(process, log, until: end)
    }

    /// A lock that lasts as long as any process of the server: all of them inherit it.
    private func openLiveLock() throws -> FileDescriptor {
        let path = server.path(of: .liveLock)
        let number = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw PosixError(.open, Errno(rawValue: errno), path: path) }
        return FileDescriptor(adopting: number, path: path)
    }

    /// True if a server runs already; false, with the lock taken, once no process of one is left.
    ///
    /// A server that was killed leaves processes that need a moment to notice; a new one beside
    /// them would ruin the cluster, and PostgreSQL refuses to start it.
    private func waitForEarlierServer(lock: Int32, until end: Deadline) throws -> Bool {
        while true {
            if let process = try ServerProcess(of: server), process.isServer { return true }
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { return false }
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw PosixError(.flock, Errno(rawValue: errno), path: server.path(of: .liveLock))
            }
            guard !end.hasPassed else {
                throw EmbeddedServerError(
                    .notStarted,
                    "processes of an earlier server are still at work",
                    remedy: "wait for them to end, or end them"
                )
            }
            Duration.milliseconds(20).sleep()
        }
    }

    /// Removes what a killed server left.
    ///
    /// Its process number may be another program's by now, which PostgreSQL would take for it.
    private func removeRemains() throws {
        if try ServerProcess(of: server) != nil {
            let data = try server.folder.folder(ServerFolder.Entry.data.name())
            _ = try data.removeFileIfPresent(ServerFolder.Entry.processFile.name())
        }
        try socket.removeRemains()
    }

    private func waitUntilReady(
        _ process: ChildProcess.Detached?,
        _ log: borrowing ServerLog,
        until end: Deadline
    ) throws {
        while true {
            do {
                return try PostgresConnection(
                    address,
                    applicationName: "bursarhub start",
                    deadlines: PostgresDeadlines(connect: end.atMost(.seconds(5)))
                ).close()
            } catch {
                if error.state == .databaseMissing { return try makeDatabase() }
                if let status = process?.status() {
                    throw EmbeddedServerError(
                        .notStarted,
                        "the embedded database did not start (\(status)):\n\(try log.lastLines())",
                        remedy: "mend what its log says, and start again"
                    )
                }
                guard !end.hasPassed else {
                    throw EmbeddedServerError(
                        .notAnswering,
                        "the embedded database does not answer: \(error)",
                        remedy: "see its log in \(server.path)"
                    )
                }
            }
            Duration.milliseconds(10).sleep()
        }
    }

    private func makeDatabase() throws {
        let connection = try PostgresConnection(
            address.withDatabase("postgres"),
            applicationName: "bursarhub start"
        )
        try connection.executeScript(
            "create database \(PostgresStatement.quoted(ServerSettings.database))",
            deadline: .seconds(60)
        )
        // Logins of campuses have no business in the other databases of the cluster.
        try connection.executeScript(
            "revoke all on database postgres, template1 from public",
            deadline: .seconds(60)
        )
        connection.close()
    }
}

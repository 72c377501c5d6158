internal import Glibc
internal import Posix

/// A PostgreSQL server of our own in a folder: made, started and found again on demand.
///
/// It listens on a socket in a private folder and nowhere else, runs on when the command that
/// started it ends, and is the same for every command that names the same folder. It works for an
/// ordinary user and for root.
public struct EmbeddedServer: Sendable {
    private let path: String
    private let userNamespaces: Bool?

    /// - Parameter folder: Such as `HOME/postgres`; need not be there yet.
    public init(folder: String) {
        self.init(folder: folder, userNamespaces: nil)
    }

    init(folder: String, userNamespaces: Bool?) {
        path = folder
        self.userNamespaces = userNamespaces
    }

    public enum Status: Sendable, Equatable {
        /// There is no cluster yet; `start` makes one.
        case absent
        case stopped
        case running(process: Int32)
        /// It starts, recovers from a crash, or hangs.
        case notAnswering(process: Int32)
    }

    /// Starts the server unless it runs, makes it unless it is there, and waits until it answers.
    public func start(
        deadline: Duration = .seconds(60)
    ) throws(EmbeddedServerError) -> PostgresAddress {
        do {
            let end = Deadline(in: deadline)
            let server = try ServerFolder.made(at: path)
            let address = try address(in: server)
            if try server.clusterVersion() != nil, Self.answers(address, until: end) {
                return address
            }
            let started: Void? = try server.locked(patience: end.remaining) {
                try startUnlessRunning(server, at: address, until: end)
            }
            guard started != nil else { throw busy() }
            return address
        } catch {
            throw EmbeddedServerError(.notStarted, causedBy: error)
        }
    }

    public func status() throws(EmbeddedServerError) -> Status {
        do {
            guard let server = try ServerFolder.existing(at: path),
                try server.clusterVersion() != nil
            else { return .absent }
            guard let process = try ServerProcess(of: server), process.isServer else {
                return .stopped
            }
            return Self.answers(try address(in: server), until: Deadline(in: .seconds(5)))
                ? .running(process: process.id) : .notAnswering(process: process.id)
        } catch {
            throw EmbeddedServerError(.notAnswering, causedBy: error)
        }
    }

    /// Ends the server and all its sessions; nothing that was committed is lost.
    public func stop(deadline: Duration = .seconds(60)) throws(EmbeddedServerError) {
        do {
            guard let server = try ServerFolder.existing(at: path),
                try server.clusterVersion() != nil
            else { return }
            let end = Deadline(in: deadline)
            let stopped: Void? = try server.locked(patience: end.remaining) {
                guard let process = try ServerProcess(of: server), process.isServer else { return }
                try process.send(SIGINT)
                while try ServerProcess(of: server) == process {
                    guard !end.hasPassed else { throw notStopped(process) }
                    Duration.milliseconds(10).sleep()
                }
            }
            guard stopped != nil else { throw busy() }
        } catch {
            throw EmbeddedServerError(.notStopped, causedBy: error)
        }
    }

    /// Where its administrator finds its database, whether it runs or not.
    ///
    /// - Throws: `EmbeddedServerError` where the folder is not there yet or is not ours.
    public func address() throws(EmbeddedServerError) -> PostgresAddress {
        do {
            return try address(in: ServerFolder.made(at: path))
        } catch {
            throw EmbeddedServerError(.folderRefused, causedBy: error)
        }
    }

    /// The same for other programs.
    public var url: String {
        get throws(EmbeddedServerError) { try address().uri }
    }

    /// The programs that start it: their folder, and their major version.
    ///
    /// - Throws: `EmbeddedServerError` where none are installed, or not those that made the cluster.
    public func programs() throws(EmbeddedServerError) -> (folder: String, version: Int) {
        do {
            let version = try ServerFolder.existing(at: path)?.clusterVersion()
            let programs = try ServerPrograms.find(version: version)
            return (programs.folder, programs.majorVersion)
        } catch {
            throw EmbeddedServerError(.noServerProgram, causedBy: error)
        }
    }

    private func address(in server: ServerFolder) throws -> PostgresAddress {
        try PostgresAddress("")
            .setting("host", to: ServerSocket(of: server).path)
            .setting("port", to: ServerSocket.port)
            .setting("user", to: ServerSettings.administrator)
            .withDatabase(ServerSettings.database)
    }

    private static func answers(_ address: PostgresAddress, until end: Deadline) -> Bool {
        do {
            try PostgresConnection(
                address,
                applicationName: "bursarhub start",
                deadlines: PostgresDeadlines(connect: end.atMost(.seconds(5)))
            ).close()
            return true
        } catch {
            return false  // whatever the reason: the way of starting finds it out
        }
    }

    // MARK: Starting, under the lock

    private func startUnlessRunning(
        _ server: ServerFolder,
        at address: PostgresAddress,
        until end: Deadline
    ) throws {
        let account = try ServerAccount.choose(for: server, userNamespaces: userNamespaces)
        let programs = try ServerPrograms.find(version: server.clusterVersion())
        if try server.clusterVersion() == nil {
            try ServerCluster(server, account, programs).make(until: end)
        }
        let start = try ServerStart(server, account, programs, address)
        try start.run(until: end)
    }

    private func busy() -> EmbeddedServerError {
        EmbeddedServerError(
            .busy,
            "another command is starting or stopping the embedded database",
            remedy: "wait for it, or see what hangs there"
        )
    }

    private func notStopped(_ process: ServerProcess) -> EmbeddedServerError {
        EmbeddedServerError(
            .notStopped,
            "the embedded database (process \(process.id)) did not stop in time",
            remedy: "see its log; `kill -QUIT \(process.id)` ends it at once"
        )
    }
}

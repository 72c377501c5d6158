internal import Glibc
internal import Posix

/// The folder of an embedded server: its cluster, its log, its locks and, if the path is short, its
/// socket.
struct ServerFolder {
    /// Absolute, without links.
    let path: String
    let folder: Folder

    enum Entry: String {
        case data
        /// A cluster that is being made, or was when somebody was killed.
        case unfinishedData = "data.new"
        case socket
        case log = "server.log"
        case earlierLog = "server.earlier.log"
        /// Held while somebody starts or stops the server.
        case startLock = "start.lock"
        /// Held by the server and all its processes for as long as one of them lives.
        case liveLock = "server.lock"
        case processFile = "postmaster.pid"
        case version = "PG_VERSION"
        case configuration = "postgresql.conf"
        case access = "pg_hba.conf"

        func name() throws(PosixError) -> FileName {
            guard let name = FileName(rawValue) else {
                throw PosixError(.openat, .invalid, path: rawValue)
            }
            return name
        }
    }

    /// The folder if it is there.
    static func existing(at path: String) throws -> ServerFolder? {
        guard let resolved = Self.resolved(path) else { return nil }
        return try ServerFolder(at: resolved)
    }

    /// The folder, made where it is missing, with the folders above it; 0700.
    static func made(at path: String) throws -> ServerFolder {
        try make(path)
        guard let folder = try existing(at: path) else {
            throw PosixError(.open, .noEntry, path: path)
        }
        return folder
    }

    private init(at path: String) throws {
        self.path = path
        folder = try Folder.open(path)
        let status = try folder.status()
        guard status.owner == geteuid() || geteuid() == 0 else {
            throw EmbeddedServerError(
                .folderRefused,
                "\(folder.path) belongs to another account",
                remedy: "run as the account that owns it"
            )
        }
        if status.mode & 0o077 != 0 { try folder.setMode(0o700) }
    }

    private static func make(_ path: String) throws {
        guard resolved(path) == nil else { return }
        let parts = path.split(separator: "/")
        guard let last = parts.last, let name = FileName(last) else {
            throw PosixError(.mkdirat, .invalid, path: path)
        }
        let above = parts.dropLast().joined(separator: "/")
        let parent = path.hasPrefix("/") ? "/" + above : above.isEmpty ? "." : above
        try make(parent)
        guard let parent = resolved(parent) else { throw PosixError(.open, .noEntry, path: parent) }
        _ = try Folder.open(parent).folderMadeIfMissing(name)
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    func path(of entry: Entry) -> String { "\(path)/\(entry.rawValue)" }

    /// The version of PostgreSQL that made the cluster; nil without one.
    ///
    /// A cluster gets its name when it is whole, so one without a version is none that we made.
    func clusterVersion() throws -> Int? {
        guard try folder.status(of: Entry.data.name()) != nil else { return nil }
        guard let text = try text(of: .version, in: folder.folder(Entry.data.name())),
            let version = Int(text.prefix(while: \.isNumber))
        else {
            throw EmbeddedServerError(
                .folderRefused,
                "\(path(of: .data)) holds something that is no PostgreSQL cluster",
                remedy: "move it away, or restore it from a backup"
            )
        }
        return version
    }

    /// The text of a small file; nil where it is missing.
    func text(of entry: Entry, in folder: Folder) throws -> String? {
        do {
            let file = try folder.openFile(entry.name())
            return String(decoding: try file.bytes(at: 0, count: 4096), as: UTF8.self)
        } catch {
            guard error.errno == .noEntry else { throw error }
            return nil
        }
    }

    /// Runs `body` while no other command starts or stops this server; nil where one did all that
    /// time.
    func locked<Result>(patience: Duration, _ body: () throws -> Result) throws -> Result? {
        guard
            let lock = try ExclusiveFileLock.take(
                Entry.startLock.name(),
                in: folder,
                patience: patience
            )
        else { return nil }
        let result = Swift.Result { try body() }
        lock.release()
        return try result.get()
    }

    /// Removes what somebody left who was killed while making a cluster.
    func removeUnfinishedCluster() throws {
        let name = try Entry.unfinishedData.name()
        guard try folder.status(of: name) != nil else { return }
        try Self.empty(folder.folder(name))
        try folder.removeFolder(name)
    }

    private static func empty(_ folder: Folder) throws {
        for name in try folder.list(limit: .max).names {
            if try folder.status(of: name)?.kind == .folder {
                try empty(folder.folder(name))
                try folder.removeFolder(name)
            } else {
                try folder.removeFile(name)
            }
        }
    }
}

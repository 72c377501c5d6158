internal import Glibc
internal import Posix

/// What the server says about itself; no statement and no value of one.
struct ServerLog: ~Copyable {
    static let limit: Int64 = 1 << 20

    let file: FileDescriptor
    /// Where the log ended when it was opened.
    private let start: Int64

    /// Opens the log, for the server too: everything is added at its end.
    init(of server: ServerFolder) throws(PosixError) {
        let path = server.path(of: .log)
        let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        let number = unsafe open(path, flags, 0o600)
        guard number >= 0 else { throw PosixError(.open, Errno(rawValue: errno), path: path) }
        let opened = FileDescriptor(adopting: number, path: path)
        start = try opened.status().size
        file = opened
    }

    /// Keeps the end of a log that has grown too long in another file, and empties it.
    ///
    /// The server writes at its end, wherever that is, so it need not know.
    func bound(in server: ServerFolder) throws(PosixError) {
        let size = try file.status().size
        guard size > Self.limit else { return }
        let end = try file.bytes(at: size - Self.limit / 4, count: Int(Self.limit / 4))
        let name = try ServerFolder.Entry.earlierLog.name()
        _ = try server.folder.removeFileIfPresent(name)
        let earlier = try server.folder.createFile(name)
        try earlier.write(end)
        try earlier.close()
        try file.truncate(to: 0)
    }

    /// The last lines since it was opened.
    func lastLines(_ count: Int = 8) throws(PosixError) -> String {
        let size = try file.status().size
        let from = max(start, size - 8192)
        guard size > from else { return "(nothing in its log)" }
        let text = String(
            decoding: try file.bytes(at: from, count: Int(size - from)),
            as: UTF8.self
        )
        return text.split(separator: "\n").suffix(count).joined(separator: "\n")
    }
}

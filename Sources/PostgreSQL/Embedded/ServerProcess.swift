internal import Glibc
internal import Posix

/// The postmaster of a cluster, as its `postmaster.pid` names it.
struct ServerProcess: Equatable {
    let id: pid_t
    /// It lives and works in this cluster; otherwise it has ended and waits for its parent, or
    /// another program has its number by now.
    let isServer: Bool

    /// Nil where there is no such file, or no process with that number.
    ///
    /// A server works in its data folder, which tells it from every other program.
    init?(of server: ServerFolder) throws {
        let data = try server.folder.folder(ServerFolder.Entry.data.name())
        guard let text = try server.text(of: .processFile, in: data),
            let id = text.split(separator: "\n").first.flatMap({ pid_t($0) }), id > 0
        else { return nil }
        guard let state = Self.state(of: id) else { return nil }
        self.id = id
        isServer = state != "Z" && Self.workingFolder(of: id) == server.path(of: .data)
    }

    func send(_ signal: Int32) throws(PosixError) {
        guard kill(id, signal) == 0 || errno == ESRCH else {
            throw PosixError(.open, Errno(rawValue: errno), path: "/proc/\(id)")
        }
    }

    /// The letter behind the name in `/proc/ID/stat`; the name may hold brackets and blanks.
    private static func state(of id: pid_t) -> Character? {
        let file = unsafe open("/proc/\(id)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = unsafe read(file, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return text.lastIndex(of: ")").flatMap { text[$0...].dropFirst(2).first }
    }

    private static func workingFolder(of id: pid_t) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/\(id)/cwd", &bytes, bytes.count)
        guard count > 0 else { return nil }
        return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

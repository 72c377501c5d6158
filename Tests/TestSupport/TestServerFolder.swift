import Glibc
import Posix

/// A folder for a server of a test, which goes away when this process does, however it ends.
///
/// A watcher waits for a lock that this process holds; the kernel lets it go at our end, be it by
/// a kill. It then ends the server below the folder, and removes the folder.
public final class TestServerFolder: Sendable {
    /// Short, for the server's socket.
    public let path: String
    /// Where a server belongs in it.
    public var serverPath: String { "\(path)/postgres" }
    private let lock: Int32

    public init() throws {
        path = try TestFolders.make("bh-server")
        lock = unsafe open("\(path)/alive", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            throw PosixError(.flock, Errno(rawValue: errno), path: path)
        }
        let log = FileDescriptor(
            adopting: unsafe open("/dev/null", O_WRONLY | O_CLOEXEC),
            path: "/dev/null"
        )
        _ = try ChildProcess("/bin/sh", ["-c", Self.watcher, "watcher", path])
            .startDetached(log: log, keeping: log)
    }

    /// Lets the watcher do its work now.
    deinit {
        _ = close(lock)
    }

    private static let watcher = """
        exec 3>&-
        flock "$1/alive" true
        find "$1" -name postmaster.pid | while read -r file; do
            kill -QUIT "$(head -n 1 "$file")"
        done
        rm -rf "$1"
        sleep 1
        rm -rf "$1"
        """
}

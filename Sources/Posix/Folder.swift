import Glibc
import Synchronization

/// A folder held open: all that is done in it goes through this handle.
///
/// A path means another folder once somebody has renamed one or put a link in its place; an open
/// handle does not. Links are never followed, and everything made here is for the hub's own
/// account alone, whatever the umask.
public final class Folder: Sendable {
    /// As it was opened, escaped, for messages.
    public let path: String
    let number: Int32
    private let failedSync = Atomic<Int32>(0)

    init(adopting number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    deinit { _ = close(number) }

    /// Opens a folder by its path; its last name must not be a link.
    public static func open(_ path: String) throws(PosixError) -> Folder {
        let shown = FileName.escaped(Array(path.utf8))
        let number = try opened(path: shown) { unsafe Glibc.open(path, Folder.flags) }
        return Folder(adopting: number, path: shown)
    }

    /// Opens a folder that lies in this one.
    public func folder(_ name: FileName) throws(PosixError) -> Folder {
        let path = path(of: name)
        let opened = try Folder.opened(path: path) {
            unsafe openat(number, name.terminated, Folder.flags)
        }
        return Folder(adopting: opened, path: path)
    }

    /// Opens a folder that lies in this one, and makes it, 0700, where it is missing.
    public func folderMadeIfMissing(_ name: FileName) throws(PosixError) -> Folder {
        if unsafe mkdirat(number, name.terminated, 0o700) == 0 {
            try synchronize()
        } else {
            let error = PosixError(.mkdirat, path: path(of: name))
            guard error.errno == .exists else { throw error }
        }
        return try folder(name)
    }

    /// Goes down name by name without following a link.
    public func folder(at path: RelativePath) throws(PosixError) -> Folder {
        var folder = self
        for name in path.names { folder = try folder.folder(name) }
        return folder
    }

    /// Goes down name by name without following a link, and makes what is missing, 0700.
    public func folderMadeIfMissing(at path: RelativePath) throws(PosixError) -> Folder {
        var folder = self
        for name in path.names { folder = try folder.folderMadeIfMissing(name) }
        return folder
    }

    /// Of the folder itself: a `linkCount` of 0 says that it was removed.
    public func status() throws(PosixError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw PosixError(.fstat, path: path) }
        return FileStatus(status)
    }

    /// The bytes that are free for the hub's account.
    public func freeBytes() throws(PosixError) -> UInt64 {
        var status = statvfs()
        while unsafe fstatvfs(number, &status) != 0 {
            let error = PosixError(.fstatvfs, path: path)
            guard error.errno == .interrupted else { throw error }
        }
        let (bytes, overflow) = UInt64(status.f_bavail)
            .multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return overflow ? .max : bytes
    }

    /// Waits until the names in this folder are on the disk.
    ///
    /// As with a file, a failure is final for this handle: it is thrown again, and a new look at
    /// the folder needs a new handle.
    public func synchronize() throws(PosixError) {
        let failed = Errno(rawValue: failedSync.load(ordering: .acquiring))
        guard failed.rawValue == 0 else { throw PosixError(.fsync, failed, path: path) }
        while fsync(number) != 0 {
            let error = PosixError(.fsync, path: path)
            guard error.errno == .interrupted else {
                failedSync.store(error.errno.rawValue, ordering: .releasing)
                throw error
            }
        }
    }

    public func setMode(_ mode: UInt32) throws(PosixError) {
        guard fchmod(number, mode) == 0 else { throw PosixError(.fchmod, path: path) }
    }

    public func setGroup(_ group: UInt32) throws(PosixError) {
        let ownerAsItIs = uid_t.max
        guard fchown(number, ownerAsItIs, group) == 0 else {
            throw PosixError(.fchown, path: path)
        }
    }

    /// The path of an entry, for messages.
    public func path(of name: FileName) -> String {
        path.hasSuffix("/") ? path + name.shown : "\(path)/\(name.shown)"
    }

    private static let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW

    static func opened(
        path: String,
        by call: () -> Int32
    ) throws(PosixError) -> Int32 {
        while true {
            let number = call()
            if number >= 0 { return number }
            let error = PosixError(.openat, path: path)
            guard error.errno == .interrupted else { throw error }
        }
    }
}

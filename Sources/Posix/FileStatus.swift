import Glibc

/// What the file system knows of one file, folder or other entry.
public struct FileStatus: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case file
        case folder
        case link
        case pipe
        case socket
        case device
    }

    public let kind: Kind
    public let size: Int64
    /// When the content last changed, as far as whoever wrote it tells the truth.
    public let modified: FileTime
    /// When content, name or mode last changed; only the kernel sets it.
    public let changed: FileTime
    public let device: UInt64
    public let inode: UInt64
    /// 0 for what was removed while it was held open.
    public let linkCount: UInt64
    public let owner: UInt32
    public let group: UInt32
    /// The permission bits, with set-group-id.
    public let mode: UInt32

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            default: .device
            }
        size = Int64(status.st_size)
        modified = FileTime(status.st_mtim)
        changed = FileTime(status.st_ctim)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        linkCount = UInt64(status.st_nlink)
        owner = status.st_uid
        group = status.st_gid
        mode = status.st_mode & 0o7777
    }
}

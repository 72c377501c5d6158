public import BursarModel
internal import Posix

/// What tells a file from the one that may stand under its name a moment later.
///
/// It is kept in the ledger between two looks, so it has just what a table holds well.
public struct FileIdentity: Hashable, Sendable {
    public let size: Int64
    public let modified: Timestamp
    /// 0 where a location does not tell it.
    public let inode: Int64

    public init(size: Int64, modified: Timestamp, inode: Int64) {
        self.size = size
        self.modified = modified
        self.inode = inode
    }

    init(_ status: FileStatus) {
        self.init(
            size: status.size,
            modified: Timestamp(status.modified),
            inode: Int64(bitPattern: UInt64(status.inode))
        )
    }
}

extension Timestamp {
    /// The time of a file, within the years that dates have everywhere: 1 to 9999.
    ///
    /// Whoever can touch a file can give it any time, and the ledger's clock ends earlier.
    init(_ time: FileTime) {
        let (first, last): (Int64, Int64) = (-62_135_596_800, 253_402_300_799)
        guard (first...last).contains(time.seconds) else {
            self.init(seconds: time.seconds < first ? first : last)
            return
        }
        self.init(microseconds: time.microseconds)
    }
}

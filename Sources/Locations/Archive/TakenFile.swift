public import Digests
public import Posix

/// A file whose bytes are in the archive: from here on only this copy is read.
public struct TakenFile: Hashable, Sendable {
    /// Its name in the archive.
    public let archivedAs: FileName
    public let sha256: SHA256Digest
    public let size: Int64

    public init(archivedAs: FileName, sha256: SHA256Digest, size: Int64) {
        self.archivedAs = archivedAs
        self.sha256 = sha256
        self.size = size
    }
}

/// What came of taking an arrival.
///
/// Nothing is left in the archive but for `taken`.
public enum TakeOutcome: Hashable, Sendable {
    case taken(TakenFile)
    /// It is another file than the one that was looked at, or somebody wrote to it meanwhile.
    case changed
    /// Somebody removed it since the look.
    case gone
    /// It does not end as an export does, and nobody said to take it so.
    case open
    /// It cannot be read.
    case unreadable(Errno)
}

/// Which ends of a file are taken.
public enum AcceptedEnd: Sendable {
    /// Only a file whose root element is closed: the usual one.
    case closed
    /// Any: with `--settle 0`, and once a file has rested too long.
    case any
}

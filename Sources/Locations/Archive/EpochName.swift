public import Posix

/// The name of a file that is not yet what it will be: `NAME.e<epoch>`.
///
/// The epoch is that of the lease under which it is written. A stalled hub so never writes into
/// its successor's file, and the successor can tell which files nobody needs any more.
public struct EpochName: Hashable, Sendable {
    /// The name in the making, without the epoch.
    public let base: FileName
    public let epoch: Int64
    /// The name as it stands in the folder.
    public let fileName: FileName

    /// Nil where the name is too long to carry an epoch, or the epoch is negative.
    public init?(_ base: FileName, epoch: Int64) {
        guard epoch >= 0, let name = FileName(bytes: base.bytes + Array(".e\(epoch)".utf8)) else {
            return nil
        }
        (self.base, self.epoch, fileName) = (base, epoch, name)
    }

    /// Reads a name that was made here; nil for any other.
    public init?(_ name: FileName) {
        guard let point = name.bytes.lastIndex(of: UInt8(ascii: ".")),
            let base = FileName(bytes: Array(name.bytes[..<point])),
            name.bytes[(point + 1)...].first == UInt8(ascii: "e"),
            let epoch = Int64(String(decoding: name.bytes[(point + 2)...], as: UTF8.self)),
            let made = EpochName(base, epoch: epoch), made.fileName == name
        else { return nil }
        self = made
    }
}

extension Folder {
    /// Removes the files of epochs before `epoch`, but for those that somebody still counts on.
    ///
    /// Only under one's own lease, and not while a row of the ledger names the file. Files without
    /// an epoch in their names stay.
    public func sweep(
        olderThan epoch: Int64,
        keeping kept: Set<FileName> = []
    ) throws(PosixError) -> [FileName] {
        var swept: [FileName] = []
        for name in try list(limit: 100_000).names.sorted() {
            guard let temporary = EpochName(name), temporary.epoch < epoch, !kept.contains(name),
                try removeFileIfPresent(name)
            else { continue }
            swept.append(name)
        }
        if !swept.isEmpty { try synchronize() }
        return swept
    }
}

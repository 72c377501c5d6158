import Digests
import Posix

/// A file that is written under another name, and gets its own when it is whole and on the disk.
struct BackupFile: ~Copyable {
    private let folder: Folder
    private let name: FileName
    private let temporary: FileName
    private var file: FileDescriptor
    private var hasher = SHA256Hasher()
    private(set) var bytes: Int64 = 0

    /// 0600, whatever the umask; of what an interrupted backup left under the name nothing stays.
    init(_ name: FileName, in folder: Folder) throws {
        self.folder = folder
        self.name = name
        temporary = Self.temporaryName(of: name)
        _ = try folder.removeFileIfPresent(temporary)
        file = try folder.createFile(temporary)
    }

    static func temporaryName(of name: FileName) -> FileName {
        FileName(named: ".\(name.shown).part")
    }

    /// The path under which it can be read before it has its name.
    var temporaryPath: String { folder.path(of: temporary) }

    mutating func write(_ part: [UInt8]) throws {
        try file.write(part)
        hasher.update(part)
        bytes += Int64(part.count)
    }

    /// The digest of all that was written, once it is on the disk.
    mutating func synchronize() throws -> SHA256Digest {
        try file.synchronize()
        return hasher.finalize()
    }

    /// Gives it its name, which must be free.
    consuming func publish() throws {
        try file.close()
        if let errno = folder.renameOntoFreeName(temporary, to: folder, as: name) {
            _ = try folder.removeFileIfPresent(temporary)
            throw PosixError(.renameat, errno, path: folder.path(of: name))
        }
        try folder.synchronize()
    }
}

import Digests
import Locations
import Posix

extension FileDescriptor {
    /// Copies this file into a folder, read-only, under a name that it has only when all its bytes
    /// are on the disk; one that is there already is replaced by its equal.
    ///
    /// - Returns: the digest of what was copied.
    borrowing func keep(
        in folder: Folder,
        as name: FileName,
        epoch: Int64
    ) throws -> SHA256Digest {
        let temporary = FileName(named: ".keeping.e\(epoch)")
        _ = try folder.removeFileIfPresent(temporary)
        var copy = try folder.createFile(temporary)
        var hasher = SHA256Hasher()
        var block = [UInt8](repeating: 0, count: 256 * 1024)
        while case let count = try read(into: &block), count > 0 {
            hasher.update(block.span.extracting(0..<count))
            try copy.write(block.span.extracting(0..<count))
        }
        try copy.setMode(0o400)
        try copy.synchronize()
        try copy.close()
        try folder.rename(temporary, to: folder, as: name)
        try folder.synchronize()
        return hasher.finalize()
    }
}

import Glibc

/// The names in a folder, in no order.
public struct FolderListing: Sendable {
    public var names: [FileName]
    /// Whether there were more than were asked for.
    public var isCut: Bool
}

extension Folder {
    /// Lists what lies in this folder, at most `limit` names.
    public func list(limit: Int) throws(PosixError) -> FolderListing {
        // A handle of its own, because a listing's place belongs to the handle.
        let reading = try Folder.opened(path: path) {
            unsafe openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = unsafe fdopendir(reading) else {
            let error = PosixError(.readdir, path: path)
            _ = close(reading)
            throw error
        }
        defer { unsafe closedir(stream) }

        var listing = FolderListing(names: [], isCut: false)
        while true {
            errno = 0  // the only difference between the end and a failure
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw PosixError(.readdir, path: path) }
                return listing
            }
            guard let name = unsafe FileName(bytes: Folder.nameBytes(of: entry)) else { continue }
            guard listing.names.count < limit else {
                listing.isCut = true
                return listing
            }
            listing.names.append(name)
        }
    }

    private static func nameBytes(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        // Read where the kernel wrote it: a copied `dirent` would be longer than its record.
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
        let length = unsafe strnlen(start.assumingMemoryBound(to: CChar.self), FileName.longest)
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    }
}

internal import Digests
internal import Failpoints
internal import Posix
internal import Synchronization

/// One file on its way into an archive: copied, synced, examined again, kept.
///
/// The copy has its final name only when all its bytes are on the disk, and only if the original
/// stayed the same while it was read. Files are read, never mapped: a mapped file that somebody
/// cuts kills the process.
struct ArchiveIntake: ~Copyable {
    private static let bufferSize = 256 * 1024
    private static let begun = Atomic<Int>(0)

    let archive: Folder
    let temporaryName: FileName
    private let original: FileName
    private var isKept = false

    init(of original: FileName, into archive: Folder, epoch: Int64) throws(PosixError) {
        let number = ArchiveIntake.begun.add(1, ordering: .relaxed).newValue
        guard let base = FileName(".taking-\(number)"), let name = EpochName(base, epoch: epoch)
        else { throw PosixError(.openat, .invalid, path: archive.path) }
        self.archive = archive
        self.original = original
        temporaryName = name.fileName
    }

    /// What was not kept goes away.
    ///
    /// Where even that fails nothing is lost and nobody is to be told: a later run sweeps it.
    deinit {
        if !isKept {
            do { _ = try archive.removeFileIfPresent(temporaryName) } catch {}
        }
    }

    /// Makes the temporary file that will be the archive's.
    func create() throws(PosixError) -> FileDescriptor {
        // One of this epoch is this process's own, of an attempt that failed.
        _ = try archive.removeFileIfPresent(temporaryName)
        return try archive.createFile(temporaryName)
    }

    /// Copies from where the source stands to its end, and hashes what it copies.
    func fill(
        _ copy: borrowing FileDescriptor,
        from source: borrowing FileDescriptor
    ) throws(PosixError) -> Copied {
        var hasher = SHA256Hasher()
        var buffer = [UInt8](repeating: 0, count: ArchiveIntake.bufferSize)
        var size: Int64 = 0
        while true {
            let count = try source.read(into: &buffer)
            if count == 0 { break }
            hasher.update(buffer.span.extracting(0..<count))
            try copy.write(buffer.span.extracting(0..<count))
            size += Int64(count)
        }
        let end = try ExportEnd(of: copy, size: size)
        return Copied(sha256: hasher.finalize(), size: size, end: end)
    }

    /// Reads back a copy that another program has written.
    func examine(_ copy: borrowing FileDescriptor) throws(PosixError) -> Copied {
        let sha256 = try copy.sha256()
        let size = try copy.status().size
        return Copied(sha256: sha256, size: size, end: try ExportEnd(of: copy, size: size))
    }

    /// Nobody, not even the hub, writes to it from now on, and all of it is on the disk.
    func sync(_ copy: inout FileDescriptor) throws(PosixError) {
        try copy.setMode(0o400)
        Failpoint.passed("take.before_fsync")
        try copy.synchronize()
    }

    /// Whether the source is still the regular file, with one name, that it was before.
    func reexamine(
        _ source: borrowing FileDescriptor,
        against before: FileStatus
    ) throws(PosixError) -> Bool {
        let after = try source.status()
        return after == before && after.isTakeable
    }

    /// Gives the copy its name.
    ///
    /// Where the archive has these bytes under this name, they stay.
    mutating func keep(_ copied: Copied) throws(PosixError) -> TakenFile {
        let name = ArchiveName.of(original, sha256: copied.sha256)
        if try !archive.holds(copied.sha256, under: name) {
            // Also over a file of this name whose bytes are not, or no longer, what it promises.
            try archive.rename(temporaryName, to: archive, as: name)
            isKept = true
        }
        try archive.synchronize()
        return TakenFile(archivedAs: name, sha256: copied.sha256, size: copied.size)
    }
}

/// A copy in the archive that does not have its name yet.
struct Copied {
    var sha256: SHA256Digest
    var size: Int64
    var end: ExportEnd
}

extension Folder {
    /// Whether a file of this name is there and has these bytes.
    func holds(
        _ sha256: SHA256Digest,
        under name: FileName
    ) throws(PosixError) -> Bool {
        guard try status(of: name) != nil else { return false }
        return try openFile(name).sha256() == sha256
    }
}

extension FileStatus {
    /// A regular file that has one name: no link, and nothing else that could be read as a file.
    var isTakeable: Bool { kind == .file && linkCount == 1 }
}

extension ExportEnd {
    init(of file: borrowing FileDescriptor, size: Int64) throws(PosixError) {
        let tailStart = max(0, size - Int64(ExportEnd.tailLength))
        self.init(
            head: try file.bytes(at: 0, count: ExportEnd.headLength),
            tail: try file.bytes(at: tailStart, count: ExportEnd.tailLength)
        )
    }
}

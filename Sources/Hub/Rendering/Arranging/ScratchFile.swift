import Posix

/// Bytes that do not fit memory, for as long as this value lives.
///
/// The file loses its name as soon as it is open: whatever ends the process, nothing of it stays.
/// It gets one first, with the epoch, for a kill between the two.
final class ScratchFile {
    /// Bytes are gathered to so many before they are written.
    private static let block = 64 * 1024

    private let file: FileDescriptor
    private var waiting: [UInt8] = []
    private(set) var length: Int64 = 0

    init(named name: FileName, in folder: Folder) throws {
        _ = try folder.removeFileIfPresent(name)
        file = try folder.createFile(name)
        try folder.removeFile(name)
        waiting.reserveCapacity(ScratchFile.block)
    }

    func append(_ bytes: Span<UInt8>) throws {
        length += Int64(bytes.count)
        guard waiting.count + bytes.count > ScratchFile.block else {
            unsafe bytes.withUnsafeBufferPointer { unsafe waiting.append(contentsOf: $0) }
            return
        }
        try flush()
        try file.write(bytes)
    }

    /// Brings what was appended to where it can be read.
    func flush() throws {
        try file.write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    /// What was flushed, from an offset on, at most so many bytes.
    func bytes(at offset: Int64, count: Int) throws -> [UInt8] {
        try file.bytes(at: offset, count: count)
    }
}

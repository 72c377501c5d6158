import BursarModel
import Posix
import SFSFormat

/// Compares what is shown of an output with its bytes on the disk, from the first one on.
struct WrittenBytes: ~Copyable {
    private let file: FileDescriptor
    private let length: Int64
    private let compiled: CompiledFile
    private var offset: Int64

    init(_ file: consuming FileDescriptor, length: Int64, _ compiled: CompiledFile) {
        self.file = file
        self.length = length
        self.compiled = compiled
        offset = Int64(compiled.markLength)
    }

    mutating func take(_ record: inout CheckedRecord?) throws {
        if let shown = record { record = try taken(shown) }
    }

    /// The line as it stands in the file, which can lack its ending where it is the last.
    mutating func taken(_ shown: CheckedRecord) throws -> CheckedRecord {
        let whole = shown.length + compiled.lineEndingLength
        let rest = Int(length - offset)
        let isCut = rest < whole
        guard !isCut || whole - rest == compiled.lineEndingToDrop else { throw WrittenBytes.differ }
        let bytes = try file.bytes(at: offset, count: min(whole, rest))
        offset += Int64(bytes.count)
        var record = shown
        if isCut { record.text = String(shown.text.unicodeScalars.dropLast(whole - rest)) }
        guard compiled.text(of: bytes) == record.text else { throw WrittenBytes.differ }
        return record
    }

    /// The line that ends the file.
    mutating func takeLast(_ record: inout CheckedRecord?) throws {
        guard let shown = record else { return }
        offset =
            length - Int64(shown.length + compiled.lineEndingLength - compiled.lineEndingToDrop)
        guard offset >= 0 else { throw WrittenBytes.differ }
        record = try taken(shown)
    }

    private static var differ: HubError {
        .outputDiffers("what is shown of an output is not what was written")
    }
}

internal import Glibc

/// A buffer that records are appended to, used again and again without giving its memory back.
public struct RecordBuffer: Sendable {
    private var storage: [UInt8] = []
    /// The row that the record under way found last: most layouts show several columns of one.
    var foundRow: FoundRow?

    public init(reserving capacity: Int = 1 << 18) { storage.reserveCapacity(capacity) }

    public var count: Int { storage.count }

    /// Lends the bytes, as to a write or a digest.
    public func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span)
    }

    public subscript(index: Int) -> UInt8 {
        get { storage[index] }
        set { storage[index] = newValue }
    }

    public subscript(range: Range<Int>) -> ArraySlice<UInt8> { storage[range] }

    public mutating func removeAll() { storage.removeAll(keepingCapacity: true) }

    public mutating func truncate(to count: Int) {
        storage.removeLast(max(0, storage.count - count))
    }

    public mutating func append(_ byte: UInt8) { storage.append(byte) }

    public mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe storage.append(contentsOf: $0) }
    }

    mutating func append(_ text: String) { append(text.utf8Span.span) }

    /// Appends what `write` writes, at most so many bytes: cheaper than byte by byte.
    mutating func append(atMost capacity: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
        storage.append(addingCapacity: capacity) { span in write(&span) }
    }

    mutating func append(repeating byte: UInt8, count: Int) {
        append(atMost: count) { span in span.append(repeating: byte, count: count) }
    }

    /// Makes room at a position, which must lie in the buffer, and fills it.
    mutating func insert(repeating byte: UInt8, count: Int, at position: Int) {
        let end = storage.count
        append(repeating: byte, count: count)
        guard position < end else { return }
        unsafe storage.withUnsafeMutableBytes { bytes in
            unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[(position + count)...])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
        }
        for index in position..<min(position + count, end) { storage[index] = byte }
    }

    /// Whether one of two bytes stands anywhere from a position on.
    func holds(_ one: UInt8, or other: UInt8, from position: Int) -> Bool {
        holds(one, from: position) || (other != one && holds(other, from: position))
    }

    func holds(_ byte: UInt8, from position: Int) -> Bool {
        unsafe storage.withUnsafeBytes { bytes in
            guard position < bytes.count, let start = bytes.baseAddress else { return false }
            return unsafe memchr(start + position, Int32(byte), bytes.count - position) != nil
        }
    }

    func count(of byte: UInt8, from position: Int) -> Int {
        let bytes = storage.span
        var found = 0
        var index = position
        while index < bytes.count {
            if bytes[index] == byte { found += 1 }
            index += 1
        }
        return found
    }

    func isASCII(from position: Int) -> Bool {
        let bytes = storage.span
        var index = position
        while index < bytes.count {
            if bytes[index] >= 0x80 { return false }
            index += 1
        }
        return true
    }

    /// The digits from a position on, as an id.
    func id(from position: Int) -> IDHash {
        var id = IDHash()
        let bytes = storage.span
        var index = position
        while index < bytes.count {
            id.take(bytes[index])
            index += 1
        }
        return id
    }

    mutating func remove(from position: Int, count: Int) {
        storage.removeSubrange(position..<position + count)
    }

    /// Looks up what stands from a position on, as a key that was put together here, and removes it.
    mutating func takeNumber(from start: Int, in table: ByteTable) -> Int? {
        let number = table.number(of: storage.span.extracting(start...))
        truncate(to: start)
        return number
    }
}

/// The row of a fee in one of the lookups of its record's program.
struct FoundRow: Sendable {
    var lookup: Int
    var row: Int
}

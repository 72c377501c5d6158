/// Memory in which a COPY's rows are laid out as the server reads them.
///
/// One piece that is filled and emptied again and again. An append says false, and has done
/// nothing, where there is no room; the owner then empties the buffer. All numbers stand with their
/// highest byte first.
@safe struct CopyBuffer: ~Copyable {
    private let memory: UnsafeMutableRawBufferPointer
    private var used = 0
    /// How many columns the row still lacks.
    private(set) var missingColumns = 0

    init(capacity: Int) {
        unsafe memory = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        unsafe memory.deallocate()
    }

    var room: Int { unsafe memory.count - used }

    /// The bytes in use; for as long as the buffer is not changed.
    var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(rebasing: memory[..<used]) }

    mutating func empty() {
        used = 0
    }

    mutating func beginRow(columns: Int) -> Bool {
        guard room >= 2 else { return false }
        store(Int16(truncatingIfNeeded: columns))
        missingColumns = columns
        return true
    }

    /// A column that is a number: its width, then itself.
    mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) -> Bool {
        guard room >= 12 else { return false }
        store(Int32(MemoryLayout<Number>.size))
        store(number)
        missingColumns -= 1
        return true
    }

    /// A column of bytes: their number, then themselves.
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard room - 4 >= bytes.count else { return false }
        store(Int32(bytes.count))
        unsafe UnsafeMutableRawBufferPointer(rebasing: memory[used...]).copyMemory(from: bytes)
        used += bytes.count
        missingColumns -= 1
        return true
    }

    /// The number of bytes of a column whose bytes come with `fill`; null has -1.
    mutating func beginColumn(length: Int32) -> Bool {
        guard room >= 4 else { return false }
        store(length)
        missingColumns -= 1
        return true
    }

    /// Takes as many bytes as there is room for, and says how many.
    mutating func fill(from bytes: UnsafeRawBufferPointer) -> Int {
        let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, room)])
        unsafe UnsafeMutableRawBufferPointer(rebasing: memory[used...]).copyMemory(from: part)
        used += part.count
        return part.count
    }

    mutating func store<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
        unsafe memory.storeBytes(of: number.bigEndian, toByteOffset: used, as: Number.self)
        used += MemoryLayout<Number>.size
    }
}

extension Array where Element == UInt8 {
    /// Appends a number as PostgreSQL's binary format has it: the highest byte first.
    mutating func append<Number: FixedWidthInteger>(bigEndian number: Number) {
        var shift = Number.bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

extension ArraySlice where Element == UInt8 {
    /// The number that the whole slice is; nil where its width is another.
    func bigEndian<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
        guard count == Number.bitWidth / 8 else { return nil }
        return reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    /// Takes a number from the front; nil where the slice is too short.
    mutating func takeBigEndian<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number?
    {
        let width = Number.bitWidth / 8
        guard count >= width else { return nil }
        defer { removeFirst(width) }
        return prefix(width).bigEndian()
    }

    /// Takes this many bytes from the front; nil where the slice is too short.
    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, self.count >= count else { return nil }
        defer { removeFirst(count) }
        return prefix(count)
    }
}

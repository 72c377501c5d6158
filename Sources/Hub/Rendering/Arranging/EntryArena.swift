/// Entries one behind another, each with its key and a payload, and their order.
///
/// An entry is the lengths of both in four bytes each, then the key, then the payload.
struct EntryArena {
    static let headLength = 8

    /// The first bytes of a key beside the place of its entry: they settle most comparisons.
    private struct Place {
        var prefix: UInt64
        var start: Int
        var keyLength: Int32
        var payloadLength: Int32

        var key: Range<Int> {
            start + EntryArena.headLength..<start + EntryArena.headLength + Int(keyLength)
        }
        var payload: Range<Int> { key.upperBound..<key.upperBound + Int(payloadLength) }
    }

    private var bytes: [UInt8] = []
    private var places: [Place] = []

    var isEmpty: Bool { places.isEmpty }

    /// In bytes, the places included.
    var size: Int { bytes.count + places.count * MemoryLayout<Place>.stride }

    mutating func add(key: Span<UInt8>, payload: Span<UInt8>) {
        places.append(
            Place(
                prefix: key.prefix,
                start: bytes.count,
                keyLength: Int32(key.count),
                payloadLength: Int32(payload.count)
            )
        )
        bytes.append(length: key.count)
        bytes.append(length: payload.count)
        unsafe key.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        unsafe payload.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Puts the entries in the order of their keys.
    mutating func sort() {
        let bytes = bytes
        places.sort { one, other in
            if one.prefix != other.prefix { return one.prefix < other.prefix }
            return bytes.span.extracting(one.key).precedes(bytes.span.extracting(other.key))
        }
    }

    func forEach(_ body: (_ key: Span<UInt8>, _ payload: Span<UInt8>) throws -> Void) rethrows {
        for place in places {
            try body(bytes.span.extracting(place.key), bytes.span.extracting(place.payload))
        }
    }

    /// Hands out entries whole, as they are written down.
    func forEachWhole(_ body: (_ entry: Span<UInt8>) throws -> Void) rethrows {
        for place in places {
            try body(bytes.span.extracting(place.start..<place.payload.upperBound))
        }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }
}

extension [UInt8] {
    /// Four bytes, the greatest first.
    mutating func append(length: Int) {
        for shift in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: length >> shift)) }
    }

    /// Eight bytes, the greatest first.
    mutating func append(number: Int64) {
        for shift in stride(from: 56, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }
}

extension Span<UInt8> {
    /// A copy that lives on.
    var array: [UInt8] {
        unsafe withUnsafeBufferPointer { unsafe Array($0) }
    }

    func length(at offset: Int) -> Int {
        var length = 0
        for index in offset..<offset + 4 { length = length << 8 | Int(self[index]) }
        return length
    }

    func number(at offset: Int) -> Int64 {
        var number: UInt64 = 0
        for index in offset..<offset + 8 { number = number << 8 | UInt64(self[index]) }
        return Int64(bitPattern: number)
    }

    /// The first eight bytes as a number that compares as they do.
    var prefix: UInt64 {
        var prefix: UInt64 = 0
        for index in 0..<8 { prefix = prefix << 8 | (index < count ? UInt64(self[index]) : 0) }
        return prefix
    }

    func precedes(_ other: Span<UInt8>) -> Bool {
        var index = 0
        let common = Swift.min(count, other.count)
        while index < common {
            if self[index] != other[index] { return self[index] < other[index] }
            index += 1
        }
        return count < other.count
    }
}

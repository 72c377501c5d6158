/// A set of up to 256 small numbers: byte values, or positions in a pattern.
struct BitSet256: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {}

    init(_ members: some Sequence<UInt8>) {
        for member in members { insert(Int(member)) }
    }

    static let all = BitSet256(UInt8.min...UInt8.max)

    var isEmpty: Bool { words == (0, 0, 0, 0) }

    func contains(_ member: Int) -> Bool { word(member >> 6) & 1 << UInt64(member & 63) != 0 }

    mutating func insert(_ member: Int) {
        let bit: UInt64 = 1 << UInt64(member & 63)
        switch member >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    mutating func formUnion(_ other: BitSet256) {
        words.0 |= other.words.0
        words.1 |= other.words.1
        words.2 |= other.words.2
        words.3 |= other.words.3
    }

    func intersection(_ other: BitSet256) -> BitSet256 {
        var both = BitSet256()
        both.words = (
            words.0 & other.words.0, words.1 & other.words.1,
            words.2 & other.words.2, words.3 & other.words.3
        )
        return both
    }

    var complement: BitSet256 {
        var rest = BitSet256()
        rest.words = (~words.0, ~words.1, ~words.2, ~words.3)
        return rest
    }

    /// The members in rising order.
    var members: [Int] {
        var found: [Int] = []
        for index in 0..<4 {
            var rest = word(index)
            while rest != 0 {
                found.append(index << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return found
    }

    private func word(_ index: Int) -> UInt64 {
        switch index {
        case 0: words.0
        case 1: words.1
        case 2: words.2
        default: words.3
        }
    }

    static func == (one: BitSet256, other: BitSet256) -> Bool { one.words == other.words }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

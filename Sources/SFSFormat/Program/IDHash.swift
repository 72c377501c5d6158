/// The sum of ids read as numbers, of which the last ten digits count.
///
/// It shows a replaced or mangled id in a file; it cannot show two swapped ones.
public struct IDHash: Hashable, Sendable {
    static let width = 10
    private static let modulus: UInt64 = 10_000_000_000

    /// 0 to 9,999,999,999.
    public private(set) var value: UInt64

    public init() { value = 0 }

    public init(value: UInt64) { self.value = value % IDHash.modulus }

    /// Takes up the digits of an id one by one; what is no digit does not count.
    mutating func take(_ byte: UInt8) {
        let digit = byte &- UInt8(ascii: "0")
        guard digit < 10 else { return }
        value = value * 10 + UInt64(digit)
        if value >= IDHash.modulus { value %= IDHash.modulus }
    }

    public mutating func add(_ other: IDHash) { value = (value + other.value) % IDHash.modulus }

    /// Ten digits, zero-filled.
    public var text: String {
        let digits = String(value)
        return String(repeating: "0", count: IDHash.width - digits.count) + digits
    }
}

/// The SHA-256 of some bytes: what exports, outputs and charges are recognised by.
///
/// Kept as four words, so that a digest lives without an allocation and two are compared in the
/// same time wherever they differ: a token's digest is compared with one that a stranger sent.
public struct SHA256Digest: Sendable {
    public static let byteCount = 32

    // Big-endian: the first byte of the digest is the highest of the first word.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// - Parameter bytes: exactly 32 bytes, else nil.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == SHA256Digest.byteCount else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for byte in bytes {
            words.0 = words.0 << 8 | words.1 >> 56
            words.1 = words.1 << 8 | words.2 >> 56
            words.2 = words.2 << 8 | words.3 >> 56
            words.3 = words.3 << 8 | UInt64(byte)
        }
        (first, second, third, fourth) = words
    }

    /// - Parameter hex: exactly 64 hexadecimal digits of either case, else nil.
    public init?(hex: some StringProtocol) {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in hex.utf8 {
            guard let digit = valueOfHexDigit(character) else { return nil }
            if let upper = high {
                bytes.append(upper << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil else { return nil }
        self.init(bytes: bytes)
    }

    @safe init(raw: UnsafeRawBufferPointer) {
        first = unsafe UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        second = unsafe UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        third = unsafe UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        fourth = unsafe UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    }

    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// Appends the 32 bytes to an arena that is there already.
    public func append(to arena: inout [UInt8]) {
        arena.reserveCapacity(arena.count + SHA256Digest.byteCount)
        for word in [first, second, third, fourth] {
            for shift in stride(from: 56, through: 0, by: -8) {
                arena.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
    }

    /// 64 digits in lower case.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }
}

extension SHA256Digest: Hashable {
    public static func == (one: SHA256Digest, other: SHA256Digest) -> Bool {
        let differing =
            (one.first ^ other.first) | (one.second ^ other.second) | (one.third ^ other.third)
            | (one.fourth ^ other.fourth)
        return differing == 0
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(first)  // any eight bytes of a digest are spread evenly
    }
}

extension SHA256Digest: CustomStringConvertible {
    public var description: String { hex }
}

private func valueOfHexDigit(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
}

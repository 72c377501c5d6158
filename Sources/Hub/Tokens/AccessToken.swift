import Digests

/// What somebody shows to read pages, API and metrics: 32 bytes of chance, known to its bearer alone.
public struct AccessToken: Sendable {
    /// `bh_` and 64 hexadecimal digits.
    public let text: String

    /// What the database has of it.
    public var hash: [UInt8] { AccessToken.hash(of: text) }

    /// A new one, from the system's source of chance.
    public static func make() -> AccessToken {
        var random = SystemRandomNumberGenerator()
        var digits = ""
        for _ in 0..<32 {
            let byte = random.next() as UInt8
            digits += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        return AccessToken(text: "bh_\(digits)")
    }

    /// SHA-256 over a token as it is shown, of any text.
    ///
    /// Chance of this length is not found by trying, so the digest needs neither salt nor slowness.
    public static func hash(of text: String) -> [UInt8] { SHA256Digest(of: text).bytes }
}

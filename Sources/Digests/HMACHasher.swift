/// Computes HMAC-SHA-256 for many messages under one key (RFC 2104).
///
/// One hash context serves all of them; libcrypto's own one-shot call makes one for each.
public struct HMACHasher: ~Copyable {
    private var hasher = SHA256Hasher()
    /// The key, padded to a block, with the two constants of the standard.
    private let inner: [UInt8]
    private let outer: [UInt8]
    private var digest: [UInt8] = []

    public init(_ key: HMACKey) {
        let block = key.padded
        inner = block.map { $0 ^ 0x36 }
        outer = block.map { $0 ^ 0x5C }
    }

    public mutating func authenticate(_ message: [UInt8]) -> SHA256Digest {
        hasher.update(inner)
        hasher.update(message)
        digest.removeAll(keepingCapacity: true)
        hasher.finalize().append(to: &digest)
        hasher.update(outer)
        hasher.update(digest)
        return hasher.finalize()
    }
}

import CLibCrypto

/// A secret that marks bytes so that nobody without it can: HMAC-SHA-256 (RFC 2104).
///
/// It makes the tags that replace purged keys and that anchor the audit trail. It prints as `***`.
public struct HMACKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private let secret: [UInt8]

    public init(_ secret: [UInt8]) { self.secret = secret }

    /// The secret as a block of SHA-256, which longer ones are hashed to fit (RFC 2104).
    var padded: [UInt8] {
        let block = secret.count > 64 ? SHA256Digest(of: secret).bytes : secret
        return block + [UInt8](repeating: 0, count: 64 - block.count)
    }

    public func authenticate(_ message: [UInt8]) -> SHA256Digest {
        unsafe withUnsafeTemporaryAllocation(
            byteCount: SHA256Digest.byteCount,
            alignment: 8
        ) { tag in
            let result = unsafe HMAC(
                EVP_sha256(),
                secret,
                Int32(secret.count),
                message,
                message.count,
                tag.baseAddress?.assumingMemoryBound(to: UInt8.self),
                nil
            )
            precondition(unsafe result != nil, "libcrypto cannot compute HMAC-SHA-256")
            return SHA256Digest(raw: UnsafeRawBufferPointer(tag))
        }
    }

    public func authenticate(_ message: String) -> SHA256Digest {
        authenticate(Array(message.utf8))
    }

    public var description: String { "***" }
    public var debugDescription: String { "***" }
}

extension HMACKey: CustomReflectable {
    public var customMirror: Mirror { Mirror(self, children: []) }
}

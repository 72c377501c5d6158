import CLibCrypto

/// Computes SHA-256 over bytes that come in pieces, one digest after the other.
///
/// libcrypto does the work, which is in the process through libpq anyway. The algorithm is looked
/// up once and the context is kept, so a hash of a fee's hundred bytes allocates nothing. A
/// libcrypto without SHA-256, or no memory for a context, ends the process: nothing that the hub
/// promises can be kept without digests.
@safe public struct SHA256Hasher: ~Copyable {
    private let context: OpaquePointer

    public init() {
        guard let context = unsafe EVP_MD_CTX_new() else {
            preconditionFailure("no memory for a digest")
        }
        unsafe self.context = unsafe context
        must(unsafe EVP_DigestInit_ex(context, SHA256Algorithm.shared.pointer, nil))
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    public mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe update($0) }
    }

    public mutating func update(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { unsafe update($0) }
    }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        must(unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count))
    }

    public mutating func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    public mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { unsafe update(UnsafeRawBufferPointer($0)) }
    }

    /// Ends this hash; the next `update` begins a new one.
    public mutating func finalize() -> SHA256Digest {
        let digest = end()
        reset()
        return digest
    }

    /// Goes on from what another hasher has taken in so far, in the place of what this one has.
    mutating func resume(from other: borrowing SHA256Hasher) {
        must(unsafe EVP_MD_CTX_copy_ex(context, other.context))
    }

    /// Ends this hash for a caller that resumes another before the next `update`.
    mutating func end() -> SHA256Digest {
        unsafe withUnsafeTemporaryAllocation(
            byteCount: SHA256Digest.byteCount,
            alignment: 8
        ) { buffer in
            must(
                unsafe EVP_DigestFinal_ex(
                    context,
                    buffer.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    nil
                )
            )
            return SHA256Digest(raw: UnsafeRawBufferPointer(buffer))
        }
    }

    /// Forgets what was hashed since the last `finalize`.
    public mutating func reset() {
        must(unsafe EVP_DigestInit_ex(context, nil, nil))
    }

    private func must(_ result: Int32) {
        precondition(result == 1, "libcrypto cannot compute SHA-256")
    }
}

// Unchecked, because of the pointer: the hasher is not copyable, so one thread at a time holds it.
extension SHA256Hasher: @unchecked Sendable {}

extension SHA256Digest {
    /// The digest of bytes that are all there.
    public init(of bytes: [UInt8]) {
        var hasher = SHA256Hasher()
        hasher.update(bytes)
        self = hasher.finalize()
    }

    public init(of text: String) {
        var hasher = SHA256Hasher()
        hasher.update(text)
        self = hasher.finalize()
    }
}

/// SHA-256 as libcrypto's providers offer it, fetched once: a fetch per hash takes a lock.
@safe private struct SHA256Algorithm: @unchecked Sendable {
    static let shared = SHA256Algorithm()

    // Never freed and never changed, and libcrypto counts its uses atomically: safe to share.
    let pointer: OpaquePointer

    private init() {
        guard let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
            preconditionFailure("libcrypto offers no SHA-256")
        }
        unsafe pointer = unsafe algorithm
    }
}

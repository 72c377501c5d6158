import Digests
import Testing

@Suite struct SHA256Tests {
    /// FIPS 180-4 examples, and the message of a million `a`.
    @Test(arguments: [
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func `the published examples have their published digests`(
        text: String,
        times: Int,
        hex: String
    ) {
        #expect(SHA256Digest(of: String(repeating: text, count: times)).hex == hex)
    }

    @Test func `bytes that come in pieces of any length hash as one`() {
        let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let whole = SHA256Digest(of: message)
        var hasher = SHA256Hasher()
        for length in [1, 3, 63, 64, 65, 127, 999] {
            var rest = message[...]
            while !rest.isEmpty {
                hasher.update(Array(rest.prefix(length)))
                rest = rest.dropFirst(length)
            }
            #expect(hasher.finalize() == whole)
        }
    }

    @Test func `every way to hand over bytes gives the same digest`() {
        let bytes = Array("a fee".utf8)
        var hasher = SHA256Hasher()
        var digests: Set<SHA256Digest> = [SHA256Digest(of: bytes)]
        hasher.update("a fee")
        digests.insert(hasher.finalize())
        hasher.update(bytes.span)
        digests.insert(hasher.finalize())
        unsafe hasher.update(bytes.span.bytes)
        digests.insert(hasher.finalize())
        unsafe bytes.withUnsafeBytes { unsafe hasher.update($0) }
        digests.insert(hasher.finalize())
        #expect(digests.count == 1)
    }

    @Test func `a hasher begins anew after each digest and after a reset`() {
        var hasher = SHA256Hasher()
        hasher.update("one fee")
        _ = hasher.finalize()
        hasher.update("half of a fee")
        hasher.reset()
        #expect(hasher.finalize() == SHA256Digest(of: ""))
    }
}

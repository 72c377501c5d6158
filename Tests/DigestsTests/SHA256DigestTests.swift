import Digests
import Testing

@Suite struct SHA256DigestTests {
    private let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `a digest survives the way through hex and through bytes`() throws {
        let digest = SHA256Digest(of: "abc")
        #expect(digest.bytes.count == 32)
        #expect(digest.bytes.first == 0xba)
        #expect(SHA256Digest(bytes: digest.bytes) == digest)
        #expect(SHA256Digest(hex: abc) == digest)
        #expect(SHA256Digest(hex: abc.uppercased()) == digest)
        #expect("\(digest)" == abc)
    }

    @Test(arguments: ["", "ba", "g", "zz"])
    func `a text that is no digest is none`(start: String) {
        #expect(SHA256Digest(hex: start) == nil)
        #expect(SHA256Digest(hex: start + String(repeating: "é", count: 32)) == nil)
        #expect(SHA256Digest(hex: String(abc.dropFirst())) == nil)
        #expect(SHA256Digest(hex: abc + "00") == nil)
    }

    @Test func `only 32 bytes are a digest`() {
        #expect(SHA256Digest(bytes: [UInt8](repeating: 0, count: 31)) == nil)
        #expect(SHA256Digest(bytes: [UInt8](repeating: 0, count: 33)) == nil)
    }

    @Test func `digests that differ in any one byte are unequal`() throws {
        let bytes = SHA256Digest(of: "abc").bytes
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            let other = try #require(SHA256Digest(bytes: changed))
            #expect(other != SHA256Digest(of: "abc"))
            #expect(other.bytes == changed)
        }
    }

    @Test func `a digest is appended to an arena without touching what is there`() {
        var arena: [UInt8] = [1, 2]
        SHA256Digest(of: "abc").append(to: &arena)
        #expect(arena == [1, 2] + SHA256Digest(of: "abc").bytes)
    }
}

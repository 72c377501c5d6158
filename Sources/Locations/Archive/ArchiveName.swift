public import Digests
public import Posix

/// The name of a file in the archive: `<SHA-256>-<name as it came>`.
///
/// The digest makes it unique and lets anybody check it with `sha256sum`; the rest is for people,
/// so it is escaped (`%2F`), and cut at its beginning where it would be too long.
public enum ArchiveName {
    public static func of(_ name: FileName, sha256: SHA256Digest) -> FileName {
        var bytes = Array("\(sha256.hex)-".utf8)
        let room = FileName.longest - bytes.count
        bytes += name.bytes.flatMap(escaped).suffix(room)
        // 65 characters at least, and neither `/` nor zero among them: always a name.
        guard let archived = FileName(bytes: bytes) else {
            preconditionFailure("an archive name is always a name")
        }
        return archived
    }

    /// The digest that a name in the archive promises; nil for any other name.
    public static func sha256(of name: FileName) -> SHA256Digest? {
        let parts = name.bytes.split(separator: UInt8(ascii: "-"), maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return SHA256Digest(hex: String(decoding: parts[0], as: UTF8.self))
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            return [byte]
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            return Array("%\(byte < 16 ? "0" : "")\(digits)".utf8)
        }
    }
}

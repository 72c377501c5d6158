import BursarModel
import Digests
import Posix

/// The key under which the anchor is written: in the home, and in no database.
enum AnchorKey {
    private static let name = FileName(named: "audit.key")

    /// The home's key, made where there is none and `mayMake` allows it.
    ///
    /// - Returns: nil where there is none.
    static func find(in home: Folder, mayMake: Bool) throws -> HMACKey? {
        if let key = try read(in: home) { return key }
        guard mayMake else { return nil }
        // Two commands may make the key at once: one name wins, and both read it.
        var random = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let text = SHA256Digest(bytes: secret)?.hex ?? ""
        let temporary = FileName(named: "audit.key.\(random.next() as UInt32)")
        var file = try home.createFile(temporary)
        try file.write(Array("\(text)\n".utf8))
        try file.synchronize()
        try file.close()
        if home.renameOntoFreeName(temporary, to: home, as: name) != nil {
            try home.removeFile(temporary)
        }
        try home.synchronize()
        return try read(in: home)
    }

    private static func read(in home: Folder) throws -> HMACKey? {
        guard let status = try home.status(of: name) else { return nil }
        guard status.mode & 0o077 == 0 else {
            throw HubError.badConfiguration(
                "the key of the audit trail's anchor, `audit.key` in the home, can be read by others",
                remedy:
                    "`chmod 600` it; if somebody else has read it, ask who could write the anchor"
            )
        }
        let bytes = try home.openFile(name).bytes(at: 0, count: 128)
        let text = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard let secret = SHA256Digest(hex: text) else {
            throw HubError.badConfiguration(
                "the key of the audit trail's anchor, `audit.key` in the home, is damaged",
                remedy: "restore it from a backup of the home"
            )
        }
        return HMACKey(secret.bytes)
    }
}

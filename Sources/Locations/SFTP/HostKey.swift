/// The public key of a server, as a campus file pins it.
///
/// One of `ssh-ed25519 AAAA…`, the same with a comment behind it, or a line of `ssh-keyscan`, which
/// has the host before it. A fingerprint alone does not do: OpenSSH compares keys.
public struct HostKey: Hashable, Sendable {
    /// Type and key: `ssh-ed25519 AAAA…`.
    public let text: String

    public init?(_ text: some StringProtocol) {
        let words = String(text).split(separator: " ").map(String.init)
        guard let place = words.prefix(2).firstIndex(where: HostKey.types.contains),
            words.indices.contains(place + 1), HostKey.isKey(words[place + 1])
        else { return nil }
        self.text = "\(words[place]) \(words[place + 1])"
    }

    private static let types = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "ssh-rsa",
    ]

    private static func isKey(_ word: String) -> Bool {
        word.hasPrefix("AAAA") && word.utf8.count > 50
            && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0)) }
    }
}

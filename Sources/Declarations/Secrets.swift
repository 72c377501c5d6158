/// Texts that may hold a secret somebody wrote into a campus file: no finding shows them.
///
/// No campus file needs one, so whatever looks like one is left out rather than looked at closely.
enum Secrets {
    /// What the name of a secret ends with.
    private static let names = [
        "password", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "private_key",
    ]

    /// What is longer than any line that people write is not looked through.
    private static let longest = 4096

    static func mayStand(in text: String) -> Bool {
        if text.utf8.count > longest { return true }
        return text.contains("PRIVATE KEY") || holdsLogin(text) || namesSecret(text)
    }

    /// `user:secret@`, behind `://` or alone.
    private static func holdsLogin(_ text: String) -> Bool {
        text.ranges(of: "://").contains { scheme in
            guard let at = text[scheme.upperBound...].firstIndex(of: "@") else { return false }
            return text[scheme.upperBound..<at].contains(":")
        }
            || text.split(whereSeparator: \.isWhitespace).contains { word in
                guard !word.contains("://"), let at = word.lastIndex(of: "@") else { return false }
                return word[..<at].contains(":")
            }
    }

    /// `password: …`, as a key.
    private static func namesSecret(_ text: String) -> Bool {
        text.lowercased().split(separator: ":", omittingEmptySubsequences: false).dropLast()
            .contains { before in
                let key = before.reversed().drop { $0.isWhitespace || "\"'".contains($0) }
                return names.contains { key.starts(with: $0.reversed()) }
            }
    }
}

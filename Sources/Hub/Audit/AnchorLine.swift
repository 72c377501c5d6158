import Digests
import Ledger

/// One line of the anchor: how long the trail was and its last hash, under a tag of the line before.
///
/// `1 run 42 <hash> 2026-11-20T18:04:05Z <tag>`: the version of the form, what it was written for,
/// the number of the trail's last row and its hash, when, and HMAC-SHA-256 over all that and the
/// tag before it.
struct AnchorLine: Equatable {
    /// What a line was written for.
    enum Occasion: String {
        case run
        /// A person accepted the database as it is, as after a restore: what earlier lines say
        /// beyond its end is no fault any more.
        case accepted
    }

    static let longest = 256
    private static let version = "1"

    var occasion: Occasion
    var head: AuditHead
    var time: String
    var tag: SHA256Digest

    init(_ occasion: Occasion, _ head: AuditHead, time: String, after: SHA256Digest?, key: HMACKey)
    {
        self.occasion = occasion
        self.head = head
        self.time = time
        tag = AnchorLine.tag(
            AnchorLine.words(occasion, head, time),
            after: after,
            key: key
        )
    }

    /// Nil for a line that is none, or that ends too early.
    init?(_ bytes: some Collection<UInt8>) {
        let words = String(decoding: bytes, as: UTF8.self).split(
            separator: " ",
            omittingEmptySubsequences: false
        )
        guard words.count == 6, words[0] == AnchorLine.version,
            let occasion = Occasion(rawValue: String(words[1])), let count = Int64(words[2]),
            let hash = SHA256Digest(hex: words[3]), let tag = SHA256Digest(hex: words[5])
        else { return nil }
        self.occasion = occasion
        head = AuditHead(count: count, hash: hash)
        time = String(words[4])
        self.tag = tag
    }

    var text: String { "\(AnchorLine.words(occasion, head, time)) \(tag)" }

    /// Whether it was written with the key, behind a line with that tag.
    func isGenuine(after: SHA256Digest?, key: HMACKey) -> Bool {
        tag == AnchorLine.tag(AnchorLine.words(occasion, head, time), after: after, key: key)
    }

    private static func words(_ occasion: Occasion, _ head: AuditHead, _ time: String) -> String {
        "\(version) \(occasion.rawValue) \(head.count) \(head.hash) \(time)"
    }

    private static func tag(_ words: String, after: SHA256Digest?, key: HMACKey) -> SHA256Digest {
        key.authenticate("bursarhub audit anchor\n\(after?.hex ?? "-")\n\(words)")
    }
}

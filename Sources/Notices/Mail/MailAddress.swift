import BursarModel

/// A mail address that can stand in a header and among arguments without meaning anything else.
public struct MailAddress: Hashable, Sendable {
    public let text: String

    /// Letters, digits and `._%+-'` on both sides of one `@`, and no side that begins with `-`.
    ///
    /// Quoted parts, comments and names are legal in mail and in no use at campuses; a blank, a comma
    /// or a line ending in an address is how headers are forged.
    public init?(_ text: String) {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, text.utf8.count <= 254,
            halves.allSatisfy({ !$0.isEmpty && $0.first != "-" && $0.first != "." }),
            halves[0].utf8.allSatisfy({ MailAddress.isPlain($0) || "_%+'".utf8.contains($0) }),
            halves[1].utf8.allSatisfy(MailAddress.isPlain), halves[1].last != "."
        else { return nil }
        self.text = text
    }

    /// What stands behind the `@`.
    var domain: String { text.split(separator: "@").last.map(String.init) ?? "" }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

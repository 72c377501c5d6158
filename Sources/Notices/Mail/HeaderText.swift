/// A header whose value may be any text (RFC 2047).
enum HeaderText {
    private static let longest = 76

    static func header(_ name: String, _ value: String) -> String {
        // Blanks that folding could lose, and words that no fold makes short enough, are encoded, too.
        let isPlain =
            value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !value.contains("=?")
            && value.split(separator: " ", omittingEmptySubsequences: false)
                .allSatisfy { !$0.isEmpty && $0.utf8.count <= longest / 2 }
        return isPlain ? folded("\(name): \(value)") : encoded(name, value)
    }

    /// At blanks, where one is; a word is never torn.
    private static func folded(_ line: String) -> String {
        var lines: [String] = []
        var current = ""
        for word in line.split(separator: " ") {
            if !current.isEmpty, current.utf8.count + 1 + word.utf8.count > longest {
                lines.append(current)
                current = " " + word
            } else {
                current += (current.isEmpty ? "" : " ") + word
            }
        }
        return (lines + [current]).joined(separator: "\n")
    }

    private static func encoded(_ name: String, _ value: String) -> String {
        var words: [String] = []
        var word = ""
        let (start, end) = ("=?UTF-8?Q?", "?=")
        for character in value.unicodeScalars {
            let piece = String(character).utf8.map { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    String(UnicodeScalar(byte))
                case 0x20: "_"
                default: QuotedPrintable.escaped(byte)
                }
            }.joined()
            let room =
                longest - start.utf8.count - end.utf8.count - 1
                - (words.isEmpty ? name.utf8.count + 1 : 0)
            if word.utf8.count + piece.utf8.count > room {
                words.append(start + word + end)
                word = ""
            }
            word += piece
        }
        words.append(start + word + end)
        return "\(name): " + words.joined(separator: "\n ")
    }
}

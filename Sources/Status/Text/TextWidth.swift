/// Texts as a terminal counts them: in columns.
package enum TextWidth {
    /// The columns of a page of text.
    package static let page = 100

    /// Two columns for the wide characters of East Asia and for emoji, one for all others.
    package static func of(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + of($1) }
    }

    private static func of(_ character: Character) -> Int {
        switch character.unicodeScalars.first?.value ?? 0 {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1FAFF,
            0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// The text, cut to `width` columns with an ellipsis where it is longer.
    package static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        var kept = ""
        var used = 1
        for character in text {
            used += of(character)
            guard used <= width else { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// The text in lines of at most `width` columns, each after `indent`.
    ///
    /// It is broken at blanks alone: a path or a command that is longer stays whole, so that it
    /// can be copied.
    package static func wrap(_ text: String, indent: String = "", width: Int = page) -> [String] {
        var lines: [String] = []
        var line = indent
        var isEmpty = true
        for word in unbroken(text) {
            if !isEmpty, of(line) + 1 + of(word) > width {
                lines.append(line)
                line = indent
                isEmpty = true
            }
            line += isEmpty ? word : " " + word
            isEmpty = false
        }
        if !isEmpty { lines.append(line) }
        return lines
    }

    /// The words of a text, where what stands between backticks is one word, and a dot between
    /// two facts belongs to the first.
    private static func unbroken(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in text {
            if character == "`" { isQuoted.toggle() }
            if character == " ", !isQuoted {
                if word == "·", let last = words.popLast() { word = last + " ·" }
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}

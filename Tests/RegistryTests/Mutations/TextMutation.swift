import TestSupport

/// What a slip of a hand, a merge gone wrong or a bad disk makes of a file's text.
enum TextMutation: CaseIterable {
    case lineDeleted, lineDoubled, linesSwapped, lineMoved
    case wordsSwapped, wordDoubled, valueReplaced, keyReplaced
    case indented, characterDeleted, characterReplaced, cutOff

    private static let values = [
        "", "0", "-1", "1.5", "99999999999999999999", "100001", "true", "no", "~", "{", "]", "\"",
        "'",
        "#", "&a", "*a", "!t", "|", ">", "%", "{a: b}", "[a, b]", "[]", "{}", "ü", "日本", "\u{202E}",
        "\u{0}", "\t", "2026-13-45", "2026-02-30", "0000-00-00", "25:61", "../../etc", "a\u{301}",
        "{run.date}", "{run.date:yyyy", "}", "{{", "(a+)+$", "[", "a{999}", "/x/", "//", "user.id",
        "lookup.x.y.z", "campus.", ".", "totals.count", "term", "fixed", "delimited", "never",
        "utf-8", "crlf", "student", "credit", "MM/dd/yyyy", "#,##0.00", "0.000",
    ]

    func applied(to text: String, using generator: inout SeededGenerator) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // Of lines that say something: in comments nothing is to be found.
        let telling = lines.indices.filter { index in
            let bare = lines[index].drop { $0 == " " }
            return !bare.isEmpty && bare.first != "#"
        }
        guard let index = telling.randomElement(using: &generator),
            let other = telling.randomElement(using: &generator)
        else { return text }
        let value = TextMutation.values.randomElement(using: &generator) ?? ""
        switch self {
        case .lineDeleted: lines.remove(at: index)
        case .lineDoubled: lines.insert(lines[index], at: index)
        case .linesSwapped: lines.swapAt(index, other)
        case .lineMoved: lines.insert(lines.remove(at: index), at: min(other, lines.count))
        case .wordsSwapped, .wordDoubled:
            var words = lines[index].split(separator: " ", omittingEmptySubsequences: false)
            let word = Int.random(in: words.indices, using: &generator)
            let second = Int.random(in: words.indices, using: &generator)
            if self == .wordsSwapped {
                words.swapAt(word, second)
            } else {
                words.insert(words[word], at: second)
            }
            lines[index] = words.joined(separator: " ")
        case .valueReplaced, .keyReplaced:
            let colons = lines[index].indices.filter { lines[index][$0] == ":" }
            guard let colon = colons.randomElement(using: &generator) else { break }
            let line = lines[index]
            if self == .valueReplaced {
                let rest = line[line.index(after: colon)...].drop { !",}]\n".contains($0) }
                lines[index] = "\(line[...colon]) \(value)\(rest)"
            } else {
                let before = line[..<colon].reversed().drop { !" {,".contains($0) }.reversed()
                lines[index] = "\(String(before))\(value)\(line[colon...])"
            }
        case .indented:
            lines[index] =
                Bool.random(using: &generator)
                ? " " + lines[index] : String(lines[index].dropFirst())
        case .characterDeleted, .characterReplaced:
            var characters = Array(lines[index])
            let place = Int.random(in: characters.indices, using: &generator)
            characters.remove(at: place)
            if self == .characterReplaced {
                characters.insert(value.first ?? "?", at: place)
            }
            lines[index] = String(characters)
        case .cutOff:
            return String(text.prefix(Int.random(in: 0...text.count, using: &generator)))
        }
        return lines.joined(separator: "\n")
    }
}

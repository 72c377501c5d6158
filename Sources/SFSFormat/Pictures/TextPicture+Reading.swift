internal import BursarModel
internal import Declarations

extension TextPicture {
    /// Reads words divided by commas.
    ///
    /// - Returns: nil where one of them is a finding.
    static func read(_ text: Placed<String>, findings: Findings) -> TextPicture? {
        var picture = TextPicture()
        var isSound = true
        for item in text.value.split(separator: ",", omittingEmptySubsequences: false) {
            let words = item.split(separator: " ").map { text.part($0) }
            guard let word = words.first else {
                findings.error(
                    "a word is missing in the picture of a text",
                    at: text.place,
                    hint: list
                )
                return nil
            }
            if !picture.take(word, words.dropFirst(), findings: findings) { isSound = false }
        }
        return isSound ? picture : nil
    }

    /// Takes one word with what belongs to it, up to a comma.
    private mutating func take(
        _ word: Placed<String>,
        _ others: ArraySlice<Placed<String>>,
        findings: Findings
    ) -> Bool {
        var rest = others
        let earlier: String?
        switch word.value {
        case "upper", "lower":
            earlier = letterCase?.rawValue
            letterCase = LetterCase(rawValue: word.value)
        case "strip":
            guard let zeros = rest.popFirst(), zeros.value == "zeros" else {
                findings.error(
                    "`strip` does not say what goes",
                    at: others.first?.place ?? word.place,
                    hint: "write `strip zeros`, for zeros at the beginning"
                )
                return false
            }
            earlier = stripsZeros ? word.value : nil
            stripsZeros = true
        case "first", "last":
            let number = rest.popFirst()
            guard let count = number.flatMap({ Int($0.value) }), (1...100_000).contains(count)
            else {
                findings.error(
                    "`\(quoted(word.value))` does not say how many characters",
                    at: number?.place ?? word.place,
                    hint: "write a number behind it, such as `\(quoted(word.value)) 6`"
                )
                return false
            }
            earlier =
                switch cut {
                case nil: nil
                case .first: "first"
                case .last: "last"
                }
            cut = word.value == "first" ? .first(count) : .last(count)
        default:
            findings.error(
                "unknown word `\(quoted(word.value))` in the picture of a text",
                at: word.place,
                hint: TextPicture.hint(for: word.value)
            )
            return false
        }
        if let surplus = rest.first {
            findings.error(
                "`\(quoted(surplus.value))` does not belong to the word before it",
                at: surplus.place,
                hint: "a comma stands between two words, such as `upper, last 6`"
            )
            return false
        }
        return TextPicture.isAlone(word, earlier: earlier, findings: findings)
    }

    private static func isAlone(
        _ word: Placed<String>,
        earlier: String?,
        findings: Findings
    ) -> Bool {
        guard let earlier else { return true }
        let message: Message =
            earlier == word.value
            ? "`\(quoted(earlier))` stands twice in the picture"
            : "`\(quoted(earlier))` and `\(quoted(word.value))` exclude each other"
        findings.error(message, at: word.place, hint: "keep one of them")
        return false
    }
}

extension TextPicture {
    private static var list: Message {
        "its words are \(Printable(known.joined(separator: ", ")))"
    }

    /// What people write who have it from another language.
    private static let foreign = [
        "max": "first", "left": "first", "truncate": "first", "right": "last", "case": "upper",
        "capitals": "upper", "uppercase": "upper", "lowercase": "lower", "zeros": "strip",
    ]

    private static func hint(for word: String) -> Message {
        // `last6` and `last=6` mean the word that they begin with.
        let letters = word.prefix { $0.isLetter }.lowercased()
        let begins = known.map { String($0.prefix { $0 != " " }) }
        let meant = foreign[letters] ?? Spelling.nearest(letters, among: begins)
        guard let whole = known.first(where: { $0.prefix { $0 != " " } == meant ?? "" }) else {
            return list
        }
        return "did you mean `\(Printable(whole))`? \(list)"
    }
}

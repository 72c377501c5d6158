import BursarModel

/// Makes a value from outside fit for a template.
///
/// The templates' engine escapes character by character as Swift counts them, so that a quote with
/// a combining mark behind it, or with some sign before it, would be one character, and pass. Here
/// what would join one of the five characters of markup is shown as `\u{…}`, like all that is
/// invisible.
enum ShownText {
    static func of(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return text }
        let visible = Printable.escaped(text)
        guard visible.contains(where: joinsMarkup) else { return visible }
        var shown = ""
        for character in visible {
            guard joinsMarkup(character) else {
                shown.append(character)
                continue
            }
            for scalar in character.unicodeScalars {
                if markup.contains(scalar) {
                    shown.unicodeScalars.append(scalar)
                } else {
                    shown += "\\u{\(String(scalar.value, radix: 16))}"
                }
            }
        }
        return shown
    }

    private static let markup: Set<Unicode.Scalar> = ["<", ">", "&", "\"", "'"]

    private static func joinsMarkup(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        return scalars.count > 1 && scalars.contains(where: markup.contains)
    }
}

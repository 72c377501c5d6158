internal import BursarModel
internal import Declarations

/// A value of a campus file as messages show it.
func shown(_ text: String) -> Printable { quoted(text) }

/// `did you mean …?`, where something similar is known.
func meant(_ word: String, among candidates: [String]) -> Message? {
    Spelling.nearest(word, among: candidates).map { "did you mean `\(shown($0))`?" }
}

extension Findings {
    /// An error about a value, in the form that most of them have: what it is, what it should be.
    func refuse(_ value: Placed<String>, _ message: Message, hint: Message) {
        error("`\(shown(value.value))` \(message)", at: value.place, hint: hint)
    }
}

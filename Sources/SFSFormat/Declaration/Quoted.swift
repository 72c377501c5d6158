internal import BursarModel
internal import Declarations

/// A key or a value of a declaration as messages show it: escaped, and not longer than a line.
func quoted(_ text: some StringProtocol) -> Printable {
    let shown = text.prefix(60)
    return Printable(shown.endIndex == text.endIndex ? String(shown) : "\(shown)…")
}

/// `did you mean …?`, where something similar is known.
func nearest(_ word: some StringProtocol, among candidates: [String]) -> Message? {
    Spelling.nearest(String(word), among: candidates).map { "did you mean `\(quoted($0))`?" }
}

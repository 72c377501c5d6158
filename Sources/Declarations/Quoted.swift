public import BursarModel

/// A key or a value of a declaration file as messages show it: escaped, not longer than a line, and
/// without what may be a secret.
public func quoted(_ text: String) -> Printable {
    guard !Secrets.mayStand(in: String(text.prefix(300))) else { return Printable("…") }
    let shown = text.prefix(60)
    return Printable(shown.endIndex == text.endIndex ? String(shown) : "\(shown)…")
}

/// `did you mean …?`, where something similar is known.
func suggestion(for word: String, among candidates: [String]) -> Message? {
    Spelling.nearest(word, among: candidates).map { "did you mean `\(quoted($0))`?" }
}

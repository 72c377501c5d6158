internal import Yams

/// Keys that were renamed because they stand again further down.
///
/// The first character becomes one that nobody can have written, because a text that holds it is
/// refused; the length stays, so that all places stay true.
struct RenamedKeys {
    private static let marks: ClosedRange<UInt32> = 0xE0000...0xE007F
    private var firsts: [Unicode.Scalar] = []

    /// - Returns: false for a key that begins with nothing or an escape, and for one too many.
    mutating func renameKey(at mark: Mark, in text: inout String) -> Bool {
        let number = RenamedKeys.marks.lowerBound + UInt32(firsts.count)
        guard let replacement = Unicode.Scalar(number), RenamedKeys.marks.contains(number),
            let index = firstCharacter(at: mark, in: text)
        else { return false }
        firsts.append(text.unicodeScalars[index])
        text.unicodeScalars.replaceSubrange(index...index, with: CollectionOfOne(replacement))
        return true
    }

    private func firstCharacter(at mark: Mark, in text: String) -> String.Index? {
        let scalars = text.unicodeScalars
        guard let index = PlaceCursor(text).index(of: mark), index < scalars.endIndex else {
            return nil
        }
        let quote = scalars[index]
        guard quote == "\"" || quote == "'" else { return index }
        let behind = scalars.index(after: index)
        guard behind < scalars.endIndex, scalars[behind] != quote, scalars[behind] != "\\" else {
            return nil
        }
        return behind
    }

    /// The key as it was written, or nil for a key that was not renamed.
    func original(of key: String) -> String? {
        guard let first = key.unicodeScalars.first, RenamedKeys.marks.contains(first.value) else {
            return nil
        }
        let position = Int(first.value - RenamedKeys.marks.lowerBound)
        guard position < firsts.count else { return nil }
        return String(String.UnicodeScalarView([firsts[position]]) + key.unicodeScalars.dropFirst())
    }
}

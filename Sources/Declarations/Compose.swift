internal import BursarModel
internal import Yams

/// Reads a text that has passed `DeclarationScan`.
///
/// The parser ends at the first mapping in which a key stands twice. So that a person sees every
/// one at once, and all other findings too, the earlier key is then renamed and the text is read
/// again, without what stands under that name.
func composed(_ text: String, deepest: Int, findings: Findings) -> Declaration? {
    var text = text
    var renamed = RenamedKeys()
    // A big text with many such keys would be read for minutes.
    var budget = 2 * DeclarationFile.largest
    while true {
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            // The anchors in the nodes live as long as the parser.
            return try withExtendedLifetime(parser) {
                guard let root = try parser.singleRoot() else {
                    return Declaration(.null, at: Place(line: 1, column: 1))
                }
                let reading = NodeReading(
                    of: text,
                    renamed: renamed,
                    deepest: deepest,
                    findings: findings
                )
                return reading.declaration(root)
            }
        } catch YamlError.duplicatedKeysInMapping(_, let context) {
            budget -= text.utf8.count
            guard budget > 0, renamed.renameKey(at: context.mark, in: &text) else {
                findings.error(
                    "the key here stands in its mapping again",
                    at: PlaceCursor(text).place(context.mark),
                    hint: "keep one of the two"
                )
                return nil
            }
        } catch {
            complain(of: error, in: text, findings: findings)
            return nil
        }
    }
}

/// Keys that were renamed because they stand again further down.
///
/// The first character becomes one that nobody can have written, because a text that holds it is
/// refused; the length stays, so that all places stay true.
struct RenamedKeys {
    private static let marks: ClosedRange<UInt32> = 0xE0000...0xE007F
    private var firsts: [Unicode.Scalar] = []

    /// - Returns: false for a key that begins with nothing or an escape, and for one too many.
    mutating func renameKey(at mark: Mark, in text: inout String) -> Bool {
        let cursor = PlaceCursor(text)
        guard var index = cursor.index(of: mark),
            let replacement = Unicode.Scalar(
                RenamedKeys.marks.lowerBound + UInt32(firsts.count)
            ),
            RenamedKeys.marks.contains(replacement.value)
        else { return false }
        let scalars = text.unicodeScalars
        let quote = scalars[index]
        if quote == "\"" || quote == "'" { scalars.formIndex(after: &index) }
        guard index < scalars.endIndex, scalars[index] != quote || quote != "\"" && quote != "'",
            scalars[index] != "\\"
        else { return false }
        firsts.append(scalars[index])
        text.unicodeScalars.replaceSubrange(
            index...index,
            with: CollectionOfOne(replacement)
        )
        return true
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

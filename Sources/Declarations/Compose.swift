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

import BursarModel
import Declarations
import TestSupport
import Testing

/// Texts put together at random from what YAML gives a meaning.
struct RandomDeclarationTests {
    private static let pieces = [
        "a", "b: ", "- ", "\n", "\n  ", "\n    ", "\n ", " ", "&x ", "*x", "!t ", "[", "]", "{",
        "}",
        ", ", ",", "'", "\"", "|", ">", "|2\n", ">-\n", "#", " #", ": ", ":", "? ", "---\n",
        "\n---\n", "...\n", "%Y", "\\", "é", "\t", "\r\n", "''", "\\\"", "x: ", "\nk: ", "- k: ",
    ]

    @Test func `whatever the text is, it is read or refused, and the parser sees no anchor`() {
        for seed in 0..<UInt64(4_000) {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 1...14, using: &generator)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
                .joined()
            let (mapping, findings) = read(text)
            #expect(mapping != nil || findings.hasErrors, "seed \(seed)")
            // The scan's own refusals come with a hint; the check behind the parser has none.
            let missed = findings.filter { $0.message.text.hasPrefix("a") && $0.hint == nil }
                .filter { $0.message.text.hasSuffix("are not allowed") }
            #expect(missed == [], "seed \(seed)")
        }
    }
}

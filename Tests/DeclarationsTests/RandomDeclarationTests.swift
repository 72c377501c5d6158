import BursarModel
import Declarations
import Testing

/// Texts put together at random from what YAML gives a meaning.
struct RandomDeclarationTests {
    /// SplitMix64: equal seeds, equal texts.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let pieces = [
        "a", "b: ", "- ", "\n", "\n  ", "\n    ", "\n ", " ", "&x ", "*x", "!t ", "[", "]", "{",
        "}",
        ", ", ",", "'", "\"", "|", ">", "|2\n", ">-\n", "#", " #", ": ", ":", "? ", "---\n",
        "\n---\n", "...\n", "%Y", "\\", "é", "\t", "\r\n", "''", "\\\"", "x: ", "\nk: ", "- k: ",
    ]

    @Test func `whatever the text is, it is read or refused, and the parser sees no anchor`() {
        for seed in 0..<UInt64(4_000) {
            var generator = Generator(state: seed)
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

import BursarModel
import Declarations
import TestSupport
import Testing

/// What is refused before it is read: within a second, with its place, without a deep stack.
struct HostileDeclarationTests {
    private func check(_ text: String) -> [Diagnostic] { read(text).findings }

    /// Reads within a second, or says so.
    private func checkQuickly(
        _ file: DeclarationFile,
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> [Diagnostic] {
        let findings = Findings(file: file.name)
        let elapsed = ContinuousClock().measure {
            #expect(
                readDeclaration(file, findings: findings) == nil,
                sourceLocation: sourceLocation
            )
        }
        #expect(elapsed < .seconds(1), sourceLocation: sourceLocation)
        return findings.all
    }

    @Test func `an alias bomb is refused where its first anchor stands`() {
        var text = MarkedText("a: ①&a [x, x]\n").text
        for level in 1..<40 { text += "b\(level): &b\(level) [*a, *a, *a, *a, *a, *a]\n" }
        let findings = checkQuickly(DeclarationFile(name: "x.yaml", text: text))
        #expect(
            findings.first?.line == """
                x.yaml:1:4: error: anchors (`&`) are not allowed; write the value out where it is needed; \
                put it in quotes if it is a text
                """
        )
        #expect(findings.count > 40)
    }

    @Test(arguments: ["[", "{", "- ", "{a: ", "[ {a: ", "? "])
    func `a hundred thousand levels of nesting are refused`(opening: String) {
        let text = "key: \n  " + String(repeating: opening, count: 100_000)
        let findings = checkQuickly(DeclarationFile(name: "x.yaml", text: text))
        #expect(findings.first?.place?.line == 2)
    }

    @Test func `the thirty-third level of nesting is refused where it opens`() {
        let file = MarkedText(String(repeating: "[", count: 31) + "①[")
        #expect(
            check("a: \(file.text)\(String(repeating: "]", count: 32))") == [
                Diagnostic(
                    .error,
                    "more than 32 levels of nesting",
                    at: Place(line: 1, column: 35),
                    hint: "nothing that is declared here needs them",
                    file: "x.yaml"
                )
            ]
        )
        #expect(
            check("a: " + String(repeating: "[", count: 31) + String(repeating: "]", count: 31))
                == []
        )
    }

    @Test func `deep nesting by indentation is refused`() {
        var text = ""
        for level in 0..<700 { text += String(repeating: " ", count: level) + "k:\n" }
        let findings = checkQuickly(DeclarationFile(name: "x.yaml", text: text))
        #expect(findings.map(\.place) == [Place(line: 33, column: 33)])
    }

    @Test func `a file of 100 MB is refused by its size`() {
        let text = String(
            repeating: "a: 1 # \(String(repeating: "x", count: 93))\n",
            count: 1_000_000
        )
        let findings = checkQuickly(DeclarationFile(name: "x.yaml", text: text))
        #expect(findings.map(\.message) == ["the file is larger than 1 MiB"])
    }

    @Test func `100 MB of other bytes are refused by their size`() {
        let file = DeclarationFile(
            name: "x.yaml",
            bytes: [UInt8](repeating: 0xFF, count: 100_000_000)
        )
        #expect(checkQuickly(file).map(\.message) == ["the file is larger than 1 MiB"])
    }

    @Test func `a file that is not UTF-8 is refused where it stops being so`() {
        let file = DeclarationFile(name: "x.yaml", bytes: Array("a: b\nné".utf8) + [0xE9, 0x0A])
        #expect(
            checkQuickly(file) == [
                Diagnostic(
                    .error,
                    "the file is not UTF-8 here",
                    at: Place(line: 2, column: 3),
                    hint: "save it as UTF-8",
                    file: "x.yaml"
                )
            ]
        )
    }

    @Test(arguments: [
        "\0", "\u{1B}", "\u{85}", "\u{2028}", "\u{202E}", "\u{200B}", "\r", "\u{FEFF}",
    ])
    func `a character that cannot be seen is refused where it stands`(hidden: String) {
        let findings = check("a: b\nname: Si\(hidden)a\nb: c\(hidden)d\n")
        #expect(findings.map(\.place) == [Place(line: 2, column: 9), Place(line: 3, column: 5)])
        #expect(findings.allSatisfy { $0.message.text.hasPrefix("the character U+") })
    }

    @Test(arguments: [#""\0""#, #""\e[31m""#, #""\u202e""#])
    func `a value is refused that hides such a character behind an escape`(value: String) {
        let findings = check("a: b\nname: \(value)\nmore: \(value)\n")
        #expect(findings.map(\.place) == [Place(line: 2, column: 7), Place(line: 3, column: 7)])
    }

    @Test(arguments: [
        ("a: &x 1\n", "anchors (`&`) are not allowed", 4),
        ("a: [*x]\n", "aliases (`*`) are not allowed", 5),
        ("a: !!binary abc\n", "tags (`!`) are not allowed", 4),
        ("a: ! abc\n", "tags (`!`) are not allowed", 4),
        ("!!map {a: b}\n", "tags (`!`) are not allowed", 1),
        ("%YAML 1.1\n---\na: b\n", "directives (`%`) are not allowed", 1),
        ("? a\n: b\n", "`?` does not begin a key here", 1),
        ("[a, b]: c\n", "a key is a single value", 1),
    ])
    func `what could hide or multiply is refused`(text: String, message: String, column: Int) {
        let findings = check(text)
        #expect(findings.map(\.message.text) == [message])
        #expect(findings.map(\.place) == [Place(line: 1, column: column)])
    }

    @Test(arguments: [
        "a: b & c * d ! e", "a: 'x & y'\nb: '*'\nc: \"!\"", "# &a *b !c [[[\na: b", "a: b#&c",
        "a: |\n  &x *y\n  !z [[[\nb: c", "a: >-\n\n  [ *x\n\n  {\nb: c",
        "a: b\n   &c\n   *d [\nb: e",
        "- ", "a: [b&c, d*e, 'f''*g', \"h\\\"*i\"]", "a: 50%\n", "---\na: b\n", "a: b\n...\n",
        "a:\n- b\n-  c: |2\n       *x\n   d: e",
    ])
    func `the same characters inside texts and comments are nothing special`(text: String) {
        #expect(check(text.hasPrefix("-") && !text.hasPrefix("---") ? "a:\n\(text)" : text) == [])
    }

    @Test(arguments: ["a: b\n---\nc: d\n", "a: b\n...\nc: d\n"])
    func `a second document is refused where it begins`(text: String) {
        let findings = check(text)
        #expect(findings.map(\.message) == ["a second document begins here"])
        #expect(findings.first?.place?.line == (text.contains("...") ? 3 : 2))
    }

    @Test func `many findings are cut, but never to nothing but warnings`() {
        let findings = Findings(file: "x.yaml")
        let place = Place(line: 1, column: 1)
        for number in 0..<1000 { findings.warning("finding \(number)", at: place) }
        findings.error("an error", at: place)
        #expect(findings.all.hasErrors)
        #expect(findings.all.last?.message == "500 further findings are not listed")
    }
}

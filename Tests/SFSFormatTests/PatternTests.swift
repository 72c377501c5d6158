import SFSFormat
import TestSupport
import Testing

struct PatternTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        try BytePattern(parsing: pattern).matches(Array(text.utf8).span)
    }

    @Test(arguments: [
        (
            "^[09][0-9]{8}$", ["900123456", "012345678"],
            ["", "90012345", "9001234567", "100123456"]
        ),
        ("[09][0-9]{8}", ["900123456"], ["x900123456", "900123456\n"]),
        ("a|bc", ["a", "bc"], ["abc", "b", ""]),
        ("a(b|c)*d", ["ad", "abcbd"], ["abcb", "d"]),
        ("x?y+", ["y", "xyy"], ["x", "xxy"]),
        ("a{2,3}", ["aa", "aaa"], ["a", "aaaa"]),
        ("a{2,}", ["aa", "aaaaa"], ["a"]),
        ("a{2}", ["aa"], ["a", "aaa"]),
        ("[^0-9]", ["x"], ["0", ""]),
        ("[a\\-z]", ["-", "z"], ["b"]),
        ("[a-]", ["-", "a"], ["b"]),
        ("\\.\\$\\/", [".$/"], ["..."]),
        ("a.c", ["abc", "a.c"], ["ac", "abbc"]),
        ("(é|e)+", ["éeé"], ["è"]),
        ("é?x", ["éx", "x"], ["\u{E9}"]),
    ])
    func `a pattern means the whole text`(
        pattern: String,
        takes: [String],
        refuses: [String]
    ) throws {
        for text in takes { #expect(try matches(pattern, text), "\(pattern) \(text)") }
        for text in refuses { #expect(try matches(pattern, text) == false, "\(pattern) \(text)") }
    }

    @Test(arguments: [
        "", "^", "(", ")", "a)", "[", "[]", "[b-a]", "*a", "a**", "a{", "a{2", "a{3,2}", "a{0}",
        "a{256}", "a$b", "a^b", "\\", "\\d", "\\n", "(?:a)", "]", "a||b", "(a|)", "()", "[é]",
        "((((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9})", "[ab]*a[ab]{12}",
        String(repeating: "a", count: 257), String(repeating: "(", count: 40),
    ])
    func `what is no pattern is refused`(source: String) {
        #expect(throws: PatternError.self) { try BytePattern(parsing: source) }
    }

    @Test func `a pattern that ruins backtracking engines costs nothing`() throws {
        let start = ContinuousClock.now
        #expect(try matches("(a+)+$", String(repeating: "a", count: 40)))
        #expect(try matches("(a+)+$", String(repeating: "a", count: 40) + "b") == false)
        #expect(try matches("((a*)*)*b", String(repeating: "a", count: 100_000)) == false)
        #expect(start.duration(to: .now) < .seconds(1))
    }

    @Test func `the largest patterns are built or refused in no time`() throws {
        let start = ContinuousClock.now
        _ = try BytePattern(parsing: "([a-z0-9]{1,12}[.@_]){1,18}")
        #expect(throws: PatternError.self) {
            try BytePattern(parsing: "([ab]*a[ab]{7}|[bc]*c[bc]{7}|[cd]*d[cd]{7}){1,9}")
        }
        #expect(start.duration(to: .now) < .seconds(2))
    }

    @Test(arguments: ["^[09][0-9]{8}$", "(a|bc)+x?", "[^a-z]{3}", "é{2,}", "U[0-9]{3,6}(-[A-F])?"])
    func `an example of a pattern meets it`(source: String) throws {
        let pattern = try BytePattern(parsing: source)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let example = pattern.example(using: &generator)
            let isMet = pattern.matches(example.span)
            #expect(isMet, "\(source): \(example)")
        }
    }
}

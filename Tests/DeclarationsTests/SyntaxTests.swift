import BursarModel
import Declarations
import TestSupport
import Testing

struct SyntaxTests {
    @Test(arguments: [
        (
            "a: b: c\n",
            "1:5: error: a `:` cannot stand here; check the indentation, and put a text that holds `: ` in quotes"
        ),
        (
            "a: 1\n b: 2\n",
            "2:3: error: a `:` cannot stand here; check the indentation, and put a text that holds `: ` in quotes"
        ),
        (
            "a:\n  b: 1\n c: 2\n",
            "3:2: error: the indentation does not fit what stands above; align it with its neighbours"
        ),
        (
            "a: 1\nb\nc: 2\n",
            "3:1: error: a key has no `:`; write `key: value`, and check the line before"
        ),
        (
            "a: @b\n",
            "1:4: error: a value cannot begin with this character; put the value in quotes"
        ),
        ("a: 'b\n", "2:1: error: the text ends inside quotes; close them"),
        (
            "a: [b, c\nd: e\n",
            "2:2: error: a list in `[ ]` goes wrong here; separate its entries with `,` and close it with `]`"
        ),
        (
            "a: {b: c\n",
            "2:1: error: a mapping in `{ }` goes wrong here; separate its entries with `,` and close it with `}`"
        ),
        (
            "a: \"\\q\"\n",
            "1:5: error: an escape in quotes is unknown; use single quotes where a `\\` is meant as written"
        ),
        (
            "a:\n\tb: c\n",
            "2:1: error: a tab cannot indent; use blanks"
        ),
        ("a: ]\n", "1:4: error: a value is missing here"),
        ("a: {\"\": b}\n", "1:5: error: a key is empty"),
    ])
    func `what is not YAML is said with its place and its cause`(text: String, line: String) {
        let (mapping, findings) = read(text)
        #expect(mapping == nil)
        #expect(findings.map(\.line) == ["x.yaml:\(line)"])
    }

    @Test(arguments: [
        ("bussiness_unit", "business_unit"), ("loaction", "location"), ("Fromat", "format"),
        ("exprots", "exports"), ("wdith", "width"),
    ])
    func `the nearest spelling is found`(word: String, meant: String) {
        let known = ["business_unit", "location", "format", "exports", "width", "when"]
        #expect(Spelling.nearest(word, among: known) == meant)
    }

    @Test func `what is like nothing has no nearest spelling`() {
        #expect(Spelling.nearest("xyz", among: ["when", "width"]) == nil)
        #expect(Spelling.nearest("ab", among: ["cd"]) == nil)
        #expect(Spelling.nearest("", among: ["cd", "x"]) == nil)
        #expect(Spelling.nearest("a", among: []) == nil)
    }

    @Test func `a megabyte of keys is read within a few seconds`() {
        var text = ""
        var number = 0
        let long = String(repeating: "é", count: 90)
        while text.utf8.count < 1_000_000 {
            text += "key\(number): [value, '\(long)']\n"
            number += 1
        }
        let elapsed = ContinuousClock().measure {
            let (mapping, findings) = read(text)
            #expect(findings.isEmpty)
            #expect(mapping?.entries().count == number)
        }
        #expect(elapsed < .seconds(10))
    }
}

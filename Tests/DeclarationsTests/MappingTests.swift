import BursarModel
import Declarations
import TestSupport
import Testing

struct MappingTests {
    private enum Side: String, CaseIterable { case left, right }

    private func error(_ message: Message, at place: Place, hint: Message? = nil) -> Diagnostic {
        Diagnostic(.error, message, at: place, hint: hint, file: "x.yaml")
    }

    @Test func `every scalar is read as written`() throws {
        let text =
            "a: 0012\nb: 2026-11-02\nc: no\nd: ~\ne: '0x10'\nf: 1e3\ng: \"\"\nh: null\ni: 300000005921"
        let mapping = try #require(read(text).mapping)
        let values = mapping.entries().map { $0.value.string()?.value }
        #expect(
            values == ["0012", "2026-11-02", "no", "~", "0x10", "1e3", "", "null", "300000005921"]
        )
    }

    @Test func `a value has its place in characters, not in bytes`() throws {
        let file = MarkedText("ünï: {José: ①x, 🇺🇸: ②y, e\u{301}: ③z}\nlast: ④w")
        let mapping = try #require(read(file.text).mapping)
        let inner = try #require(mapping.entries().first?.value.mapping())
        #expect(inner.entries().map(\.value.place) == [file["①"], file["②"], file["③"]])
        #expect(mapping.string("last")?.place == file["④"])
    }

    @Test func `an unknown key is refused where it stands`() {
        let file = MarkedText("campus: humboldt\n①bussiness_unit: HMCMP\n②zzz: 1\n")
        let (_, findings) = read(file.text) { mapping in
            _ = mapping.string("campus")
            _ = mapping.string("business_unit")
            mapping.finish()
        }
        #expect(
            findings == [
                error(
                    "unknown key `bussiness_unit`",
                    at: file["①"],
                    hint: "did you mean `business_unit`?"
                ),
                error(
                    "unknown key `zzz`",
                    at: file["②"],
                    hint: "keys here are campus, business_unit"
                ),
            ]
        )
    }

    @Test func `a missing key is reported at its mapping`() {
        let file = MarkedText("outer:\n  ①a: b\n")
        let (_, findings) = read(file.text) { mapping in
            _ = mapping.mapping("outer")?.required(string: "name")
        }
        #expect(findings == [error("`name` is missing", at: file["①"])])
    }

    @Test func `a value of another shape is a finding, and nil`() {
        let file = "a: [1]\nb: {c: d}\nc: e\nd:\n"
        let (_, findings) = read(file) { mapping in
            #expect(mapping.string("a") == nil)
            #expect(mapping.sequence("b") == nil)
            #expect(mapping.mapping("c") == nil)
            #expect(mapping.strings("b") == nil)
            #expect(mapping.strings("d") == nil)
        }
        #expect(
            findings.map(\.line) == [
                "x.yaml:1:4: error: `a` is a list, but a single value is needed",
                "x.yaml:2:4: error: `b` is a mapping of keys, but a list is needed",
                "x.yaml:2:4: error: `b` is a mapping of keys, but a single value or a list of them is needed",
                "x.yaml:3:4: error: `c` is a single value, but a mapping of keys is needed",
                "x.yaml:4:3: error: `d` has no value; give it one, or leave it out",
            ]
        )
    }

    @Test func `a single value counts as a list of one`() throws {
        let mapping = try #require(read("a: x\nb: [y, z]\nc: [q, [r]]\n").mapping)
        #expect(mapping.strings("a")?.map(\.value) == ["x"])
        #expect(mapping.strings("b")?.map(\.value) == ["y", "z"])
        #expect(mapping.strings("c") == nil)
        #expect(
            mapping.findings.all.map(\.message) == [
                "an entry of `c` is a list, but a single value is needed"
            ]
        )
    }

    @Test func `numbers, switches and choices are checked`() {
        let file = MarkedText("a: -12\nb: ①1.5\nc: true\nd: ②yes\ne: left\nf: ③rihgt\ng: ④up\n")
        let (_, findings) = read(file.text) { mapping in
            #expect(mapping.integer("a")?.value == -12)
            #expect(mapping.integer("b") == nil)
            #expect(mapping.boolean("c")?.value == true)
            #expect(mapping.boolean("d") == nil)
            #expect(mapping.choice("e", of: Side.self)?.value == .left)
            #expect(mapping.choice("f", of: Side.self) == nil)
            #expect(mapping.choice("g", of: Side.self) == nil)
        }
        #expect(
            findings == [
                error(
                    "`b` is `1.5`, not a whole number",
                    at: file["①"],
                    hint: "write digits alone, such as 12"
                ),
                error("`d` is `yes`", at: file["②"], hint: "write true or false"),
                error("`f` cannot be `rihgt`", at: file["③"], hint: "did you mean `right`?"),
                error("`g` cannot be `up`", at: file["④"], hint: "it is one of left, right"),
            ]
        )
    }

    @Test func `every key that stands twice is found, with all else`() {
        let file = MarkedText(
            """
            a: 1
            b:
              - {x: 1, ①x: 2, "y": 3, ②y: 4}
            ③a: 2
            ④'a': 3
            ⑤unknown: 1

            """
        )
        let (_, findings) = read(file.text) { mapping in
            #expect(mapping.has("a"))
            #expect(mapping.sequence("b")?.first?.mapping()?.entries().count == 2)
            mapping.finish()
        }
        #expect(
            findings == [
                error(
                    "`x` stands twice",
                    at: file["①"],
                    hint: "keep this one or the one in line 3"
                ),
                error(
                    "`y` stands twice",
                    at: file["②"],
                    hint: "keep this one or the one in line 3"
                ),
                error(
                    "`a` stands twice",
                    at: file["③"],
                    hint: "keep this one or the one in line 1"
                ),
                error(
                    "`a` stands twice",
                    at: file["④"],
                    hint: "keep this one or the one in line 1"
                ),
                error("unknown key `unknown`", at: file["⑤"], hint: "keys here are a, b"),
            ]
        )
    }

    @Test(arguments: ["", "# nothing\n", "text", "- a\n"])
    func `a file that is no mapping of keys is refused`(text: String) {
        let (mapping, findings) = read(text)
        #expect(mapping == nil)
        #expect(findings.count == 1)
    }

    @Test func `a byte order mark and Windows line ends do no harm`() {
        let (mapping, findings) = read("\u{FEFF}a: b\r\nc: d\r\n")
        #expect(findings == [])
        #expect(mapping?.place(of: "c") == Place(line: 2, column: 1))
        #expect(mapping?.place(of: "a") == Place(line: 1, column: 1))
    }
}

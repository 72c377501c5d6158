import BursarModel
import Declarations
import Registry
import TestSupport
import Testing

/// Many files together: what belongs to which campus, and what stops nobody else.
struct RegistryReadingTests {
    @Test func `a bad file hides nothing of the others and stops none of them`() throws {
        let reading = try CampusText.read([
            "broken.yaml": "campus: [\n", "neither.yaml": "a: b\n",
            "bad.yaml": CampusText.changing("bad", ["state": "x", "time_zone": "y"]).text,
            "good.yaml": CampusText.changing("good").text,
        ])
        #expect(
            reading.diagnostics.map(\.file) == [
                "broken.yaml", "neither.yaml", "bad.yaml", "bad.yaml",
            ]
        )
        #expect(reading.campuses.map(\.key?.text) == ["bad", "good"])
        #expect(reading.campuses.map(\.isValid) == [false, true])
    }

    @Test(arguments: [
        (
            "a: b\n",
            "1:1: error: the file is neither a campus nor a format; begin it with `campus: KEY` or `format: NAME`"
        ),
        (
            "campus: alpha\nformat: plain\n",
            "2:1: error: the file is a campus and a format at once; put the format into a file of its own"
        ),
    ])
    func `a file that is no campus and no format is refused`(text: String, said: String) throws {
        #expect(try CampusText.findings(in: MarkedText(text)) == [said])
    }

    @Test func `a file whose first key is misspelled is read as what it was meant to be`() throws {
        let text = CampusText.changing(
            "alpha",
            ["campsu": "alpha", "state": "lvie"],
            without: ["campus"]
        )
        let found = try CampusText.findings(in: text)
        #expect(
            found.map { $0.split(separator: ":", maxSplits: 2).last ?? "" } == [
                " error: `state` cannot be `lvie`; did you mean `live`?",
                " error: unknown key `campsu`; did you mean `campus`?",
            ]
        )
    }

    @Test func `a broken format invalidates the campuses that use it, and is said once`() throws {
        let reading = try CampusText.read([
            "a.yaml": CampusText.changing(
                "alpha",
                ["exports": "\n  - \(CampusText.profile(format: "odd"))"]
            ).text,
            "b.yaml": CampusText.changing("beta").text,
            "odd.yaml": CampusText.format("odd", fields: "{name: ID, value: user.idd}"),
        ])
        #expect(reading.diagnostics.count == 1)
        #expect(reading.diagnostics.first?.file == "odd.yaml")
        #expect(reading.campuses.map(\.isValid) == [false, true])
        #expect(reading.formats.map(\.isValid) == [false, true])
    }

    @Test func `what one campus does not lend to a format is that campus's alone`() throws {
        let format = CampusText.format("typed", fields: "{name: TYPE, value: lookup.item_type}")
        let exports = { (key: String) in
            ["exports": "\n  - \(CampusText.profile(key, format: "typed"))"]
        }
        let table = "{item_type: {by: fee.type, values: {OTHER: \"1\"}}}"
        let reading = try CampusText.read([
            "a.yaml": CampusText.changing("alpha", exports("alpha")).text,
            "b.yaml": CampusText.changing(
                "beta",
                exports("beta").merging(["lookups": table]) { $1 }
            ).text,
            "typed.yaml": format,
        ])
        #expect(reading.diagnostics.count == 1)
        #expect(reading.diagnostics.first?.file == "typed.yaml")
        #expect(reading.diagnostics.first?.message.text.contains("`alpha`") == true)
        #expect(reading.campuses.map(\.isValid) == [false, true])
        #expect(reading.formats.first?.isValid == true)
    }

    @Test func `a format that asks for a term needs the campus's terms`() throws {
        let format = CampusText.format("termed", fields: "{name: STRM, value: term, width: 4}")
        let exports = "\n  - \(CampusText.profile(format: "termed"))"
        let terms = "[{code: \"2267\", from: 2026-08-17, to: 2027-08-24}]"
        let without = try CampusText.read([
            "a.yaml": CampusText.changing("alpha", ["exports": exports]).text, "f.yaml": format,
        ])
        #expect(without.campuses.map(\.isValid) == [false])
        let with = try CampusText.read([
            "a.yaml": CampusText.changing("alpha", ["exports": exports, "terms": terms]).text,
            "f.yaml": format,
        ])
        #expect(with.diagnostics.map(\.line) == [])
    }

    @Test func `a format declared twice is refused in both files`() throws {
        let reading = try CampusText.read([
            "x.yaml": CampusText.format("odd"), "y.yaml": CampusText.format("odd"),
            "a.yaml": CampusText.changing(
                "alpha",
                ["exports": "\n  - \(CampusText.profile(format: "odd"))"]
            ).text,
        ])
        #expect(
            reading.diagnostics.map(\.line) == [
                "x.yaml:1:9: error: the format `odd` is declared twice; also in y.yaml",
                "y.yaml:1:9: error: the format `odd` is declared twice; also in x.yaml",
            ]
        )
        #expect(!reading.campuses.contains(where: { $0.isValid }))
    }

    @Test(arguments: [
        "../x", "/etc", "''", "\"\\0\"", "hümboldt", "humb\u{043E}ldt",
        String(repeating: "x", count: 300),
    ])
    func `B84 a campus key that is no plain name is refused`(key: String) throws {
        let reading = try CampusText.read([
            "a.yaml": CampusText.changing("alpha", ["campus": key]).text
        ])
        #expect(reading.diagnostics.hasErrors)
        #expect(reading.campuses.allSatisfy { !$0.isValid })
    }

    @Test(arguments: [
        "../x", "/etc", "''", "\"\\0\"", "BÜRSAR", "B\u{0410}RSAR",
        String(repeating: "X", count: 300),
    ])
    func `B84 a profile code that is no plain name is refused`(code: String) throws {
        let exports = "\n  - \(CampusText.profile(code: code))"
        let reading = try CampusText.read([
            "a.yaml": CampusText.changing("alpha", ["exports": exports]).text
        ])
        #expect(reading.diagnostics.hasErrors)
        #expect(reading.campuses.allSatisfy { !$0.isValid })
    }

    @Test func `B86 a pattern that would be slow elsewhere is read at once`() throws {
        let text = CampusText.changing("alpha", ["students": "(a+)+$"])
        let elapsed = try ContinuousClock().measure {
            _ = try CampusText.read(["a.yaml": text.text])
        }
        #expect(elapsed < .seconds(1))
    }

    @Test func `B88 an alias bomb and a key that stands twice are refused with their places`()
        throws
    {
        let bomb = "campus: alpha\nname: &a [x, x]\ncontacts: [*a, *a]\n"
        #expect(try CampusText.read(["a.yaml": bomb]).diagnostics.map(\.place?.line) == [2, 3, 3])
        let twice = CampusText.changing().text + "state: live\n"
        #expect(
            try CampusText.findings(in: MarkedText(twice)).contains(
                "10:1: error: `state` stands twice; keep this one or the one in line 6"
            )
        )
    }
}

import BursarModel
import Declarations
import Registry
import TestSupport
import Testing

/// What campuses lend and what formats ask for fits together, in both directions.
struct VocabularyUseTests {
    private func lines(_ files: KeyValuePairs<String, String>) throws -> [String] {
        try CampusText.read(files).diagnostics.map(\.line)
    }

    private let typed = CampusText.format(
        "typed",
        fields: "{name: ID, value: user.id}, {name: TYPE, value: lookup.item_type}"
    )
    private let exports = "\n  - \(CampusText.profile(format: "typed"))"

    @Test func `constants, lookups and terms that no format asks for are warnings`() throws {
        let text = CampusText.changing(
            "alpha",
            [
                "constants": "{①origin: LIB}",
                "lookups": "{②posting: {by: sign, values: {charge: A, credit: B}}}",
                "③terms": "[{code: A, from: 2026-01-01, to: 2027-12-31}]",
            ]
        )
        let found = try CampusText.read(["a.yaml": text.text]).diagnostics
        #expect(Set(found.compactMap(\.place)) == [text["①"], text["②"], text["③"]])
        #expect(found.allSatisfy { $0.severity == .warning })
    }

    @Test func `what a format asks for and a campus misspelled is said once`() throws {
        let text = CampusText.changing(
            "alpha",
            [
                "exports": exports,
                "lookups": "{itemtype: {by: fee.type, values: {OTHER: '300000000001'}}}",
            ]
        )
        #expect(
            try lines(["a.yaml": text.text, "typed.yaml": typed]) == [
                "typed.yaml:3:58: error: campus `alpha` has no lookup `item_type`; did you mean `itemtype`?"
            ]
        )
    }

    @Test func `a broken lookup is not said to be missing`() throws {
        let text = CampusText.changing(
            "alpha",
            [
                "exports": exports,
                "lookups": "{item_type: {by: ①fee.typ, values: {OTHER: '300000000001'}}}",
            ]
        )
        let found = try CampusText.read(["a.yaml": text.text, "typed.yaml": typed]).diagnostics
        #expect(found.map(\.place) == [text["①"]])
    }

    @Test func `a lookup that nearly is one of another campus is a warning in an unused format`()
        throws
    {
        let text = CampusText.changing(
            "alpha",
            [
                "exports": exports,
                "lookups": "{item_type: {by: fee.type, values: {OTHER: '300000000001'}}}",
            ]
        )
        let unused = CampusText.format(
            "unused",
            fields: "{name: ID, value: user.id}, {name: TYPE, value: lookup.item_typ}"
        )
        #expect(
            try lines(["a.yaml": text.text, "typed.yaml": typed, "unused.yaml": unused]) == [
                "unused.yaml:3:58: warning: no campus has a lookup `item_typ`; did you mean `item_type`?"
            ]
        )
    }

    @Test func `fees without a file are no trouble where all campuses leave them out`() throws {
        let students = typed.replacing("{name: \"", with: "{when: {borrower: student}, name: \"")
        func campus(_ key: String, _ skip: String) -> String {
            CampusText.changing(
                key,
                [
                    "exports": "\n  - \(CampusText.profile(key, format: "typed"))", "skip": skip,
                    "lookups": "{item_type: {by: fee.type, values: {OTHER: '300000000001'}}}",
                ]
            ).text
        }
        let all = "[{when: {borrower: other}, reason: not billed}]"
        let some = "[{when: {borrower: other, sign: credit}, reason: not billed}]"
        #expect(try lines(["a.yaml": campus("alpha", all), "typed.yaml": students]) == [])
        #expect(
            try lines([
                "a.yaml": campus("alpha", all), "b.yaml": campus("beta", some),
                "typed.yaml": students,
            ]) == [
                "typed.yaml:4:1: warning: no file takes fees of `other` borrowers: they are held (`no_file`); add a file for them, or let the campus leave them out with a `skip` rule"
            ]
        )
    }

    @Test func `a broken campus is checked beside the others, and never stops them`() throws {
        let shared = "\n  - \(CampusText.profile(code: "①SHARED", location: "inbox/all"))"
        let sound = CampusText.changing("alpha", ["exports": shared])
        let broken = CampusText.changing("beta", ["exports": shared, "state": "②trail"])
        let reading = try CampusText.read(["a.yaml": sound.text, "b.yaml": broken.text])
        let trial = CampusText.changing("beta", ["exports": shared, "name": "②''"])
        let other = try CampusText.read(["a.yaml": sound.text, "b.yaml": trial.text])
        #expect(reading.diagnostics.map(\.place) == [broken["②"]])
        #expect(other.diagnostics.map(\.file) == ["b.yaml", "b.yaml"])
        #expect(other.diagnostics.map(\.place) == [trial["②"], trial["①"]])
        for reading in [reading, other] {
            #expect(reading.campuses.map(\.isValid) == [true, false])
        }
    }

    @Test func `a line with a password, and one of a file that is no declaration, is never shown`()
        throws
    {
        let secret = CampusText.changing("alpha", ["outbox": "sftp://hub:secret@ps.example/in"])
        let found = try CampusText.read(["a.yaml": secret.text]).diagnostics
        #expect(found.count == 1 && found.allSatisfy { $0.sourceLine == nil })
        let export = "<fine>\n  <name>Doe, Jane: {x</name>\n</fine>\n"
        let other = try CampusText.read(["x.yaml": export]).diagnostics
        #expect(!other.isEmpty && other.allSatisfy { $0.sourceLine == nil })
    }
}

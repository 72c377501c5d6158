import BursarModel
import Declarations
import Registry
import SFSFormat
import TestSupport
import Testing

/// `include` takes over what a format does not say itself.
struct IncludedFormatsTests {
    private let exports = ["exports": "\n  - \(CampusText.profile(format: "mine"))"]
    private let mine = """
        format: mine
        include: plain
        files: [{name: "mine-{run.date:yyyyMMdd}.csv"}]

        """

    @Test func `what a format does not say comes from the one it includes`() throws {
        let reading = try CampusText.read([
            "a.yaml": CampusText.changing("alpha", exports).text, "mine.yaml": mine,
        ])
        #expect(reading.diagnostics.map(\.line) == [])
        let revision = try #require(reading.campuses.first?.revision)
        let format = try #require(revision.formats["mine"])
        #expect(format.files.map(\.nameTemplate) == ["mine-{run.date:yyyyMMdd}.csv"])
        #expect(format.files.first?.columns.compactMap(\.name) == ["ID", "SIGN"])
        #expect(revision.sources.map(\.name) == ["a.yaml", "mine.yaml", "plain.yaml"])
        #expect(try CampusRevision(sources: revision.sources).fingerprint == revision.fingerprint)
    }

    @Test func `an included format that changes gives its users a new revision`() throws {
        let first = try CampusText.read([
            "a.yaml": CampusText.changing("alpha", exports).text, "mine.yaml": mine,
        ])
        let inForce = [try #require(first.campuses.first?.revision)]
        let wider = CampusText.format(fields: "{name: BORROWER, value: user.id}")
        let reading = try CampusText.read(["plain.yaml": wider], inForce: inForce)
        #expect(reading.diagnostics.map(\.line) == [])
        let columns = reading.campuses.first?.revision?.formats["mine"]?.files.first?.columns
        #expect(columns?.compactMap(\.name) == ["BORROWER", "SIGN"])
    }

    @Test func `a format that includes an unknown one is refused where it does`() throws {
        let text = MarkedText("format: mine\ninclude: ①plian\nfiles: [{name: x.csv}]\n")
        let reading = try CampusText.read(["mine.yaml": text.text])
        #expect(
            reading.diagnostics.map(\.line) == [
                "mine.yaml:2:10: error: `plian` is no format that can be included; did you mean `plain`?"
            ]
        )
    }

    @Test func `formats that include each other are refused`() throws {
        let reading = try CampusText.read([
            "one.yaml": "format: one\ninclude: two\n", "two.yaml": "format: two\ninclude: one\n",
            "self.yaml": "format: self\ninclude: self\n",
        ])
        #expect(reading.diagnostics.map(\.file) == ["one.yaml", "two.yaml", "self.yaml"])
        #expect(reading.diagnostics.allSatisfy { $0.message.text.contains("in a circle") })
    }

    @Test func `what is wrong with an included part is said where it stands`() throws {
        let text = MarkedText(
            """
            format: mine
            include: typed
            files: [{name: "mine-{run.date:yyyyMMdd}.csv"}]

            """
        )
        let typed = MarkedText(
            CampusText.format("typed", fields: "{name: TYPE, value: ①lookup.item_type}")
        )
        let reading = try CampusText.read([
            "a.yaml": CampusText.changing("alpha", exports).text, "mine.yaml": text.text,
            "typed.yaml": typed.text,
        ])
        #expect(
            reading.diagnostics.map(\.line) == [
                "typed.yaml:3:\(typed["①"].column): error: campus `alpha` has no lookup `item_type`; add it to `lookups` in the campus file (included by mine.yaml)"
            ]
        )
        #expect(reading.diagnostics.map { $0.sourceLine?.hasPrefix("fields:") } == [true])
    }
}

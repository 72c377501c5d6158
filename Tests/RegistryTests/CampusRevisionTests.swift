import BursarModel
import Declarations
import Digests
import Registry
import TestSupport
import Testing

/// A revision is its sources: recorded, and made again from what was recorded.
struct CampusRevisionTests {
    private func revision(
        _ text: MarkedText = CampusText.changing(),
        format: String = CampusText.format(),
        folder: String = "campuses/"
    ) throws -> CampusRevision {
        let reading = try CampusText.read([
            "\(folder)a.yaml": text.text, "\(folder)formats/plain.yaml": format,
        ])
        #expect(reading.diagnostics.map(\.line) == [])
        return try #require(reading.campuses.first?.revision)
    }

    @Test func `a revision made again from its sources is the same`() throws {
        let recorded = try revision()
        let again = try CampusRevision(sources: recorded.sources)
        #expect(again.fingerprint == recorded.fingerprint)
        #expect(again.campus.key == recorded.campus.key)
        #expect(again.formats.keys.sorted() == ["plain"])
        #expect(again.sources == recorded.sources)
    }

    @Test func `a revision does not depend on where its files lie`() throws {
        let here = try revision(folder: "campuses/")
        let there = try revision(folder: "/srv/config/campuses/")
        #expect(here.fingerprint == there.fingerprint)
        #expect(here.sources.map(\.name) == ["a.yaml", "plain.yaml"])
    }

    @Test func `any change of a source is another revision`() throws {
        let first = try revision()
        let campus = try revision(CampusText.changing("alpha", ["name": "Alpha"]))
        let format = try revision(format: CampusText.format() + "# more\n")
        #expect(
            Set([first.fingerprint.hex, campus.fingerprint.hex, format.fingerprint.hex]).count == 3
        )
    }

    @Test func `an unused format is no part of a revision`() throws {
        let reading = try CampusText.read([
            "a.yaml": CampusText.changing().text, "odd.yaml": CampusText.format("odd"),
        ])
        #expect(reading.diagnostics.isEmpty)
        #expect(reading.campuses.first?.revision?.sources.map(\.name) == ["a.yaml", "plain.yaml"])
    }

    @Test func `sources that make no revision say why`() throws {
        let sources = [DeclarationFile(name: "a.yaml", text: CampusText.changing().text)]
        let error = #expect(throws: RefusedSources.self) { try CampusRevision(sources: sources) }
        #expect(error?.diagnostics.count == 1)
        #expect(error?.diagnostics.first?.message == "there is no format `plain`")
    }

    @Test func `a campus file alone is checked with the formats in force`() throws {
        let reading = Registry.read(
            RegistrySources(files: [
                DeclarationFile(name: "b.yaml", text: CampusText.changing("beta").text)
            ]),
            today: try #require(CampusText.today),
            inForce: [try revision()]
        )
        #expect(reading.diagnostics.map(\.line) == [])
        #expect(reading.formats.isEmpty)
        #expect(reading.campuses.first?.revision?.sources.map(\.name) == ["b.yaml", "plain.yaml"])
    }

    @Test func `a campus is compared with those in force, and not with its own past`() throws {
        let inForce = [try revision()]
        let text = CampusText.changing(
            "beta",
            ["exports": "\n  - \(CampusText.profile("alpha", code: "①ALPHABURSAR"))"]
        )
        let clash = try CampusText.read(["b.yaml": text.text], inForce: inForce)
        #expect(clash.diagnostics.map(\.place) == [text["①"]])
        #expect(clash.diagnostics.first?.message.text.hasPrefix("campus `alpha` takes") == true)
        let itself = try CampusText.read(
            ["a.yaml": CampusText.changing().text],
            inForce: inForce
        )
        #expect(itself.diagnostics.isEmpty)
    }

    @Test func `terms that end soon do not change how a revision in force is read`() throws {
        let terms = "[{code: \"2267\", from: 2020-08-17, to: 2020-12-24}]"
        let text = CampusText.changing("alpha", ["terms": terms]).text
        let sources = [
            DeclarationFile(name: "a.yaml", text: text),
            DeclarationFile(name: "plain.yaml", text: CampusText.format()),
        ]
        #expect(throws: Never.self) { try CampusRevision(sources: sources) }
    }

    @Test func `a format alone gives the campuses that use it a new revision`() throws {
        let inForce = [try revision(), try revision(CampusText.changing("beta"))]
        let format = CampusText.format(fields: "{name: ID, value: user.id, width: 11}")
        let reading = try CampusText.read(["plain.yaml": format], inForce: inForce)
        #expect(reading.diagnostics.map(\.line) == [])
        #expect(reading.campuses.map(\.key?.text) == ["alpha", "beta"])
        #expect(reading.campuses.allSatisfy({ $0.isInForce }))
        #expect(reading.campuses.first?.revision?.sources.last?.text == format)
        let same = try CampusText.read(["plain.yaml": CampusText.format()], inForce: inForce)
        #expect(same.campuses.isEmpty)
    }

    @Test func `a format that a campus in force cannot use is refused with its name`() throws {
        let format = CampusText.format(fields: "{name: TYPE, value: lookup.item_type}")
        let reading = try CampusText.read(["plain.yaml": format], inForce: [try revision()])
        #expect(reading.diagnostics.map(\.file) == ["plain.yaml"])
        #expect(reading.diagnostics.first?.message.text.contains("`alpha`") == true)
        #expect(reading.campuses.map(\.isValid) == [false])
    }

    @Test func `of several versions in force a campus keeps its own, and another gets none`() throws
    {
        let other = CampusText.format(fields: "{name: ID, value: user.id, width: 11}")
        let inForce = [try revision(), try revision(CampusText.changing("beta"), format: other)]
        func read(_ key: String) throws -> RegistryReading {
            Registry.read(
                RegistrySources(files: [
                    DeclarationFile(name: "x.yaml", text: CampusText.changing(key).text + "# new\n")
                ]),
                today: try #require(CampusText.today),
                inForce: inForce
            )
        }
        #expect(try read("beta").campuses.first?.revision?.sources.last?.text == other)
        #expect(
            try read("gamma").diagnostics.map(\.message) == [
                "campuses have different versions of the format `plain` in force"
            ]
        )
    }
}

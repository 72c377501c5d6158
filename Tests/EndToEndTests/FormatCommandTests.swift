import TestSupport
import Testing

/// `format`: the layouts that are in force, and those of files.
@Suite struct FormatCommandTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    @Test func `formats in force are listed with who uses them and who confirmed them`() throws {
        try site.onboard(
            [
                CampusDeclaration("humboldt"), CampusDeclaration("sonoma"),
                CampusDeclaration("new").with(\.format, "counted"),
            ],
            formats: ["counted": CheckFormats.counted]
        )
        let formats = try site.command(["format", "list", "--json"]).json["formats"]
        #expect(formats.items.map { $0["format"].string } == ["counted", "humboldt-sf"])
        #expect(formats[1]["campuses"].items.map { $0["campus"].string } == ["humboldt", "sonoma"])
        #expect(formats[1]["confirmed"] == true)
        #expect(formats[1]["source"] == "the campus's public converter of 2017")
        #expect(!formats[1].keys.contains("texts"))
        let text = try site.command(["format", "list"]).output
        #expect(text.contains("Confirmed by humboldt and sonoma"))
    }

    @Test func `a format is shown column by column, and as it was written`() throws {
        let file = try site.scratch.write(CheckFormats.counted, to: "counted.yaml")
        let shown = try HubProcess.run([
            "format", "show", "counted", "--files", file, "--home", "\(site.scratch.path)/nowhere",
        ])
        #expect(shown.exit == 0)
        try expectGolden(shown.output, "format-counted.txt")
        #expect(try !site.scratch.names().contains("nowhere"))
        #expect(try HubProcess.run(["format", "show", "conted", "--files", file]).exit == 64)
    }

    @Test func `a format file is checked without a campus`() throws {
        let good = try site.scratch.write(CheckFormats.counted, to: "good.yaml")
        #expect(try HubProcess.run(["format", "check", good]).exit == 0)
        let text = CheckFormats.counted.replacing("width: 5,", with: "widht: 5,")
        let bad = try site.scratch.write(text, to: "bad.yaml")
        let refused = try HubProcess.run(["format", "check", bad])
        #expect(refused.exit == 2)
        #expect(refused.output.contains("did you mean `width`?"))
        let json = try HubProcess.run(["format", "check", bad, "--json"]).json
        #expect(json["diagnostics"].items.contains { $0["line"] == 6 })
        #expect(json.keys == ["diagnostics"])
    }

    @Test func `without files and without a database there is nothing to list, and none is made`()
        throws
    {
        let listed = try HubProcess.run(["format", "list", "--home", "\(site.scratch.path)/none"])
        #expect(listed.exit == 64)
        #expect(try !site.scratch.names().contains("none"))
    }
}

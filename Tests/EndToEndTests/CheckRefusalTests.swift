import TestSupport
import Testing

/// `check`: how it ends where something is held, refused, or not there.
@Suite struct CheckRefusalTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    @Test func `the exit status tells whether something would be held`() throws {
        try site.onboard([CampusDeclaration("humboldt").with(\.institutionNumber, "1234")])
        let good = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2)
        #expect(try site.check("humboldt", "--sample", site.sample(good)).exit == 0)
        #expect(try site.check("humboldt", "--sample", site.sample()).exit == 1)
        #expect(try site.check("humbolt", "--sample", site.sample()).exit == 64)
        #expect(try site.check("humboldt", "--sample", "/nowhere/x.xml").exit == 64)
        #expect(try site.check("humboldt", "--sample", site.scratch.path).exit == 64)
        #expect(try site.check("humboldt", "--sample", site.sample(), "--output", "x").exit == 64)
        let unknown = try site.check(
            "humboldt",
            "--sample",
            site.sample(),
            "--explain",
            "1",
            "--output",
            "x"
        )
        #expect(unknown.exit == 64)
        #expect(unknown.messages.contains("bursar-converted-DEBITS-20112026.dat"))
    }

    @Test(arguments: [
        ("wrong_campus", "institution"), ("no_export_number", "export number"),
        ("not_well_formed", "Line 20, column"), ("empty_file", "no bytes"),
    ])
    func `an export that a run would hold as a whole is told with its reason`(
        _ reason: String,
        _ words: String
    ) throws {
        try site.onboard([CampusDeclaration("humboldt").with(\.institutionNumber, "1234")])
        var export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2)
        var text: String?
        switch reason {
        case "wrong_campus": export.institution = "9999"
        case "no_export_number": export.exportNumber = nil
        case "empty_file": text = ""
        default: text = export.cut(after: 800)
        }
        let path = try site.scratch.write(text ?? export.xml, to: export.fileName)
        let check = try site.check("humboldt", "--sample", path)
        #expect(check.exit == 1)
        #expect(check.output.contains("Export held: \(reason)"))
        #expect(check.output.contains(words), "\(check.output)")
        let json = try site.check("humboldt", "--sample", path, "--json").json
        #expect(json["export"]["state"] == "held")
        #expect(json["export"]["reason"].string == reason)
        #expect(json["outputs"] == .list([]) && json["read"]["count"] == 0)
    }

    @Test func `too many held fees hold the export, and each is still told`() throws {
        try site.onboard([
            CampusDeclaration("humboldt")
                .with(\.more, "limits: {held_share: 0.0, held_at_least: 0}\n")
        ])
        let json = try site.check("humboldt", "--sample", site.sample(), "--json").json
        #expect(json["export"]["reason"] == "too_many_held")
        #expect(
            json["export"]["message"]
                == "3 of 9 fees would be held, most for changed"
        )
        #expect(json["held_fees"].items.count == 3)
        #expect(json["outputs"] == .list([]))
    }

    @Test func `files with errors are refused as onboarding refuses them`() throws {
        let campus = CampusDeclaration("humboldt").with(\.more, "colour: blue\n")
        let file = try site.scratch.write(campus.yaml, to: "humboldt.yaml")
        let format = try site.scratch.write(SampleFormats.humboldt, to: "format.yaml")
        func check(_ options: String...) throws -> HubProcess.Outcome {
            try HubProcess.run(
                ["check", "humboldt", "--sample", site.sample(), "--files", file, format] + options
            )
        }
        let onboarding = try HubProcess.run([
            "onboard", "--check", file, format, "--home", "\(site.scratch.path)/nowhere",
        ])
        #expect(try check().exit == 2)
        #expect(try check().output == onboarding.output)
        let json = try check("--json").json
        #expect(json["diagnostics"][0]["file"].string == file)
        #expect(json["campuses"][0]["change"] == "invalid")
    }

    @Test func `a bad file of another campus does not stop the check`() throws {
        try site.makeFolder("files")
        try site.scratch.write(CampusDeclaration("humboldt").yaml, to: "files/humboldt.yaml")
        try site.scratch.write("campus: sonoma\ncolour: blue\n", to: "files/sonoma.yaml")
        try site.scratch.write(SampleFormats.humboldt, to: "files/humboldt-sf.yaml")
        let arguments = [
            "check", "humboldt", "--sample", try site.sample(), "--files",
            "\(site.scratch.path)/files",
        ]
        let check = try HubProcess.run(arguments)
        #expect(check.exit == 1)
        #expect(check.messages.contains("files of other campuses"))
        #expect(check.output.contains("not onboarded"))
    }
}

import Foundation
import TestSupport
import Testing

/// `check`: what it shows, what it touches (nothing), and how it ends.
@Suite struct CheckTests {
    private let site: HubSite
    private let export = ExportBuilder(
        "HUMBOLDTBURSAR",
        job: 1,
        [
            .init("900000001", "OVERDUEFINE", "12.5", id: "1"),
            .init("900000002", "LOCKERKEY", "40", id: "2"),
            .init("900000003", "CREDIT", "-1.5", id: "3"),
            .init("900000001", "OVERDUEFINE", "12.5", id: "1"),
            .init("900000004", "OVERDUEFINE", "3", id: "4"),
            .init("900000004", "OVERDUEFINE", "4", id: "4"),
            .init("900000005", "OVERDUEFINE", "0", id: "5"),
            .init("U1234", "LOSTITEMPROCESSFEE", "15", id: "6").with(\.name, "O'Neil, \"Al\""),
            .init("900000008", "OVERDUEFINE", "7.25", id: "7"),
        ]
    )

    init() throws { site = try HubSite() }

    private func sample(_ export: ExportBuilder? = nil, as name: String? = nil) throws -> String {
        let export = export ?? self.export
        return try site.scratch.write(export.xml, to: name ?? export.fileName)
    }

    private func check(_ arguments: String...) throws -> HubProcess.Outcome {
        try site.command(["check"] + arguments + ["--run-date", HubSite.runDate])
    }

    @Test func `the report of a campus with fixed columns is as the golden has it`() throws {
        try site.onboard([
            CampusDeclaration("humboldt")
                .with(\.more, "sfs: {group_type: LIB, layout: LIBFEES, origin: LIBRY}\n")
        ])
        let check = try check("humboldt", "--sample", sample(), "--explain", "2")
        #expect(check.exit == 1)
        #expect(check.messages == "")
        try expectGolden(check.output, "check-humboldt.txt")
        #expect(lines(of: check.output).allSatisfy { $0.count <= 100 })
    }

    @Test func `the report of files alone shows headers, trailers and quoted fields`() throws {
        let campus = CampusDeclaration("new").with(\.format, "counted").with(\.code, "NEWX")
        try site.makeFolder("files/formats")
        try site.scratch.write(campus.yaml, to: "files/new.yaml")
        try site.scratch.write(CheckFormats.counted, to: "files/formats/counted.yaml")
        var export = export
        export.code = "NEWX"
        let check = try HubProcess.run([
            "check", "new", "--files", "\(site.scratch.path)/files", "--sample", sample(export),
            "--run-date", HubSite.runDate, "--explain", "1", "--output", "new-other-003.csv",
            "--home", "\(site.scratch.path)/nowhere",
        ])
        #expect(check.exit == 1)
        #expect(check.messages == "")
        #expect(try !site.scratch.names().contains("nowhere"))
        try expectGolden(check.output, "check-counted.txt")
        #expect(lines(of: check.output).allSatisfy { $0.count <= 100 })
    }

    @Test func `nothing is touched: no row, no file, not even a home`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(export, at: "humboldt")
        let path = "\(site.home)/inbox/humboldt/\(export.fileName)"
        try site.makeFolder("tmp")
        let before = (try site.ledger, try tree())
        let arguments = ["check", "humboldt", "--sample", path, "--json"]
        let environment = ["TMPDIR": "\(site.scratch.path)/tmp"]
        #expect(try site.command(arguments, environment: environment).exit == 1)
        let refused = try site.command(arguments + ["--explain", "99"], environment: environment)
        #expect(refused.exit == 64)
        #expect(try site.ledger == before.0)
        #expect(try tree() == before.1)
        #expect(try site.scratch.names(in: "tmp") == [])

        let elsewhere = "\(site.scratch.path)/elsewhere"
        let alone = try HubProcess.run(
            ["check", "humboldt", "--sample", path, "--home", elsewhere],
            environment: environment
        )
        #expect(alone.exit == 64)
        #expect(alone.messages.contains("--files"))
        #expect(try !site.scratch.names().contains("elsewhere"))
    }

    @Test func `an interrupted check leaves nothing behind either`() throws {
        try site.makeFolder("tmp")
        let file = try site.scratch.write(CampusDeclaration("humboldt").yaml, to: "humboldt.yaml")
        let format = try site.scratch.write(SampleFormats.humboldt, to: "format.yaml")
        let list = "<xb:userExportedList>"
        let some = ExportBuilder("HUMBOLDTBURSAR", job: 6, ExportBuilder.fines(500, from: 1))
        let parts = some.xml.components(separatedBy: list)
        let fees = try #require(parts.last?.components(separatedBy: "</xb:userExportedList>"))
        let many = parts[0] + list + String(repeating: fees[0], count: 120)
        let path = try site.scratch.write(many, to: some.fileName)
        // The folder appears before the export is read; to read it takes far longer than a signal.
        let line = """
            TMPDIR="$1" "$0" check humboldt --files "$2" "$3" --sample "$4" >/dev/null & pid=$!
            while kill -0 $pid && [ -z "$(ls "$1")" ]; do :; done
            kill -TERM $pid; wait $pid; echo $?; ls "$1"
            """
        let shell = try HubProcess.shell(
            line,
            ["\(site.scratch.path)/tmp", file, format, path]
        )
        #expect(shell.output == "143\n")
        #expect(try site.scratch.names(in: "tmp") == [])
    }

    /// Everything below the scratch folder, with when it last changed.
    private func tree() throws -> Set<String> {
        let root = URL(filePath: site.scratch.path)
        var entries: Set<String> = []
        let keys: [URLResourceKey] = [.contentModificationDateKey, .fileSizeKey]
        let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: keys)
        while let url = walk?.nextObject() as? URL {
            let values = try url.resourceValues(forKeys: Set(keys))
            guard url.lastPathComponent != "tmp" else { continue }
            entries.insert(
                "\(url.path) \(values.fileSize ?? 0) \(String(describing: values.contentModificationDate))"
            )
        }
        return entries
    }

    @Test func `the exit status tells whether something would be held`() throws {
        try site.onboard([CampusDeclaration("humboldt").with(\.institutionNumber, "1234")])
        let good = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2)
        #expect(try check("humboldt", "--sample", sample(good)).exit == 0)
        #expect(try check("humboldt", "--sample", sample()).exit == 1)
        #expect(try check("humbolt", "--sample", sample()).exit == 64)
        #expect(try check("humboldt", "--sample", "/nowhere/x.xml").exit == 64)
        #expect(try check("humboldt", "--sample", site.scratch.path).exit == 64)
        #expect(try check("humboldt", "--sample", sample(), "--output", "x").exit == 64)
        let unknown = try check("humboldt", "--sample", sample(), "--explain", "1", "--output", "x")
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
        let check = try check("humboldt", "--sample", path)
        #expect(check.exit == 1)
        #expect(check.output.contains("Export held: \(reason)"))
        #expect(check.output.contains(words), "\(check.output)")
        let json = try self.check("humboldt", "--sample", path, "--json").json
        #expect(json["export"]["state"] == "held")
        #expect(json["export"]["reason"].string == reason)
        #expect(json["outputs"] == .list([]) && json["read"]["count"] == 0)
    }

    @Test func `too many held fees hold the export, and each is still told`() throws {
        try site.onboard([
            CampusDeclaration("humboldt")
                .with(\.more, "limits: {held_share: 0.0, held_at_least: 0}\n")
        ])
        let json = try check("humboldt", "--sample", sample(), "--json").json
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
                ["check", "humboldt", "--sample", sample(), "--files", file, format] + options
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
            "check", "humboldt", "--sample", try sample(), "--files", "\(site.scratch.path)/files",
        ]
        let check = try HubProcess.run(arguments)
        #expect(check.exit == 1)
        #expect(check.messages.contains("files of other campuses"))
        #expect(check.output.contains("not onboarded"))
    }

    @Test func `a booked export and the outputs of the day are told beside it`() throws {
        try site.onboard(
            [CampusDeclaration("humboldt").with(\.format, "counted")],
            formats: ["counted": CheckFormats.counted]
        )
        let path = try sample()
        let first = try check("humboldt", "--sample", path, "--json").json
        #expect(first["outputs"][0]["name"] == "humboldt-empty-001.dat")
        #expect(first["notes"] == .list([]))
        try site.put(export, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        let again = try check("humboldt", "--sample", path, "--json").json
        #expect(again["outputs"][0]["name"] == "humboldt-empty-004.dat")
        #expect(
            again["notes"][0] == "booked as humboldt-x1: a run would take it for a duplicate"
        )
        var other = export
        other.fees.removeLast()
        other.job = 9
        other.exportNumber = export.exportNumber
        let reused = try check("humboldt", "--sample", sample(other), "--json").json
        #expect(reused["notes"][0].string?.contains("export_reused") == true)
    }

    @Test func `a record of several fees names them all, and its amount as their sum`() throws {
        try site.onboard(
            [CampusDeclaration("humboldt").with(\.format, "grouped")],
            formats: ["grouped": CheckFormats.grouped]
        )
        let export = ExportBuilder(
            "HUMBOLDTBURSAR",
            job: 4,
            [
                .init("900000001", "OVERDUEFINE", "1", id: "1"),
                .init("900000002", "OVERDUEFINE", "2.5", id: "2"),
                .init("900000001", "OVERDUEFINE", "4", id: "3"),
            ]
        )
        let path = try sample(export)
        let json = try check("humboldt", "--sample", path, "--explain", "2", "--json").json
        let explanation = json["explanation"]
        #expect(explanation["record"]["text"] == "900000001|2|005.00\n")
        #expect(explanation["fees"].items.map { $0["ordinal"].integer } == [1, 3])
        #expect(explanation["fields"][2]["origins"][0]["key"] == "the sum of 2 fees")
        #expect(json["outputs"][0]["records"] == 2 && json["outputs"][0]["fees"] == 3)
        let text = try check("humboldt", "--sample", path, "--explain", "2").output
        #expect(text.contains("count 2 · total 7.50 (of 3 fees)"))
        #expect(text.contains("Fee 3 of the export"))
        #expect(text.contains("`amount.absolute` as 0.00, the sum of 2 fees"))
    }

    @Test func `a file of another name is converted, and its name told`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let renamed = try check("humboldt", "--sample", sample(as: "download.xml"))
        #expect(renamed.exit == 1)
        #expect(renamed.output.contains("HUMBOLDTBURSAR-JOB-TIMESTAMP.xml"))
        let wrong = try check("humboldt", "--sample", sample(), "--profile", "NOBURSAR")
        #expect(wrong.exit == 64)
    }

    @Test func `what is shown as JSON has the keys that are documented`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let json = try check("humboldt", "--sample", sample(), "--explain", "1", "--json").json
        #expect(
            json.keys == [
                "campus", "name", "revision", "layout_confirmed", "format", "run_date", "export",
                "read", "written", "diverted", "held", "duplicate", "skipped", "balanced",
                "outputs", "held_fees", "duplicate_fees", "skipped_fees", "explanation", "notes",
            ]
        )
        #expect(json.isBalanced)
        let held = json["held_fees"]["reason", "no_item_type"]
        #expect(held["line"] == 44 && held["amount_cents"] == 4000 && held["ordinal"] == 2)
        #expect(held["message"] == "the field is `ITEM_TYPE`, humboldt-sf.yaml:9")
        let field = json["explanation"]["fields"][2]
        #expect(field["field"]["text"] == "0012.50" && field["value"] == "12.50")
        #expect(field["fitting"][0] == ["step": "filled", "side": "left", "with": "0", "bytes": 2])
        #expect(field["origins"][0]["source"] == "amount.absolute")
        #expect(json["duplicate_fees"][0]["same_as"] == 1)
    }

    @Test func `five records are shown, and all of them where that is wanted`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let fines = ExportBuilder("HUMBOLDTBURSAR", job: 3, ExportBuilder.fines(12, from: 100))
        let path = try sample(fines)
        #expect(try check("humboldt", "--sample", path).output.contains("7 more records"))
        let all = try check("humboldt", "--sample", path, "--all", "--json").json
        #expect(all["outputs"][0]["shown"].items.count == 12)
    }
}

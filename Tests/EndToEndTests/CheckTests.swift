import Foundation
import Posix
import TestSupport
import Testing

/// `check`: what it shows, what it touches (nothing), and how it ends.
@Suite struct CheckTests {
    private let site: HubSite
    private let export = ExportBuilder.checked

    init() throws { site = try HubSite() }

    @Test func `the report of a campus with fixed columns is as the golden has it`() throws {
        try site.onboard([
            CampusDeclaration("humboldt")
                .with(\.more, "sfs: {group_type: LIB, layout: LIBFEES, origin: LIBRY}\n")
        ])
        let check = try site.check("humboldt", "--sample", site.sample(), "--explain", "2")
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
        var export = self.export
        export.code = "NEWX"
        let check = try HubProcess.run([
            "check", "new", "--files", "\(site.scratch.path)/files", "--sample",
            site.sample(export),
            "--run-date", HubSite.runDate, "--explain", "1", "--output", "new-other-003.csv",
            "--home", "\(site.scratch.path)/nowhere",
        ])
        #expect(check.exit == 1)
        #expect(check.messages.contains("warning: charges and credits stand in one file"))
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

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `an interrupted check leaves nothing behind either`(signal: Int32) throws {
        try site.makeFolder("tmp")
        let file = try site.scratch.write(CampusDeclaration("humboldt").yaml, to: "humboldt.yaml")
        let format = try site.scratch.write(SampleFormats.humboldt, to: "format.yaml")
        let check = try HubProcess.Running(
            ["check", "humboldt", "--files", file, format, "--sample", site.sample()],
            environment: [
                "TMPDIR": "\(site.scratch.path)/tmp",
                "BURSARHUB_FAILPOINTS": "render.after_open=hang",
            ]
        )
        try check.wait(for: "the folder") { try site.scratch.names(in: "tmp") != [] }
        check.send(signal)
        #expect(check.status() == .killed(signal: signal))
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

    @Test func `a booked export and the outputs of the day are told beside it`() throws {
        try site.onboard(
            [CampusDeclaration("humboldt").with(\.format, "counted")],
            formats: ["counted": CheckFormats.counted]
        )
        let path = try site.sample()
        let first = try site.check("humboldt", "--sample", path, "--json").json
        #expect(first["outputs"][0]["name"] == "humboldt-empty-001.dat")
        #expect(first["notes"] == .list([]))
        try site.put(export, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        let again = try site.check("humboldt", "--sample", path, "--json").json
        #expect(again["outputs"][0]["name"] == "humboldt-empty-004.dat")
        #expect(
            again["notes"][0] == "booked as humboldt-x1: a run would take it for a duplicate"
        )
        var other = export
        other.fees.removeLast()
        other.job = 9
        other.exportNumber = export.exportNumber
        let reused = try site.check("humboldt", "--sample", site.sample(other), "--json").json
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
        let path = try site.sample(export)
        let json = try site.check("humboldt", "--sample", path, "--explain", "2", "--json").json
        let explanation = json["explanation"]
        #expect(explanation["record"]["text"] == "900000001|2|005.00\n")
        #expect(explanation["fees"].items.map { $0["ordinal"].integer } == [1, 3])
        #expect(explanation["fields"][2]["origins"][0]["key"] == "the sum of 2 fees")
        #expect(json["outputs"][0]["records"] == 2 && json["outputs"][0]["fees"] == 3)
        let text = try site.check("humboldt", "--sample", path, "--explain", "2").output
        #expect(text.contains("count 2 · total 7.50 (of 3 fees)"))
        #expect(text.contains("Fee 3 of the export"))
        #expect(text.contains("`amount.absolute` as 0.00, the sum of 2 fees"))
    }

    @Test func `a file of another name is converted, and its name told`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let renamed = try site.check("humboldt", "--sample", site.sample(as: "download.xml"))
        #expect(renamed.exit == 1)
        #expect(renamed.output.contains("HUMBOLDTBURSAR-JOB-TIMESTAMP.xml"))
        let wrong = try site.check("humboldt", "--sample", site.sample(), "--profile", "NOBURSAR")
        #expect(wrong.exit == 64)
    }

    @Test func `what is shown as JSON has the keys that are documented`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        let json = try site.check("humboldt", "--sample", site.sample(), "--explain", "1", "--json")
            .json
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
        let path = try site.sample(fines)
        #expect(try site.check("humboldt", "--sample", path).output.contains("7 more records"))
        let all = try site.check("humboldt", "--sample", path, "--all", "--json").json
        #expect(all["outputs"][0]["shown"].items.count == 12)
    }

    @Test func `a row that a lookup of several keys lacks is named as the campus file writes it`()
        throws
    {
        let format = """
            format: keyed
            record: {kind: delimited}
            fields: [{value: user.id}, {value: lookup.account}, {value: lookup.person}]
            files: [{name: "keyed-{run.sequence:00}.csv"}]

            """
        let tables = """
              account:
                by: [fee.library, fee.type, sign]
                values:
                  - {key: [MAIN, OVERDUEFINE, charge], value: "1"}
                  - {key: [LAW, "*", credit], value: "2"}
              person:
                by: [user.id, fee.type]
                values: [{key: ["900000001", OVERDUEFINE], value: "1"}]
            """
        let campus = CampusDeclaration("humboldt").with(\.format, "keyed").with(\.more, tables)
        try site.onboard([campus], formats: ["keyed": format])
        let export = ExportBuilder(
            "HUMBOLDTBURSAR",
            job: 4,
            [
                .init("900000001", "OVERDUEFINE", "1", id: "1"),
                .init("900000001", "OVERDUEFINE", "1", id: "2").with(\.library, "LAW"),
                .init("900000002", "OVERDUEFINE", "1", id: "3"),
            ]
        )
        let law = "no row `LAW, OVERDUEFINE, charge` in `lookups.account`"
        let person = "no row `…, OVERDUEFINE` in `lookups.person`"
        let json = try site.check("humboldt", "--sample", site.sample(export), "--json").json
        #expect(json["held_fees"].items.map { $0["message"].string } == [law, person])
        let text = try site.check("humboldt", "--sample", site.sample(export)).output
        #expect(text.contains("No row `LAW, OVERDUEFINE, charge` in `lookups.account`; no row"))
        #expect(text.contains("Add a row for each to the lookup"))
        try site.put(export, at: "humboldt")
        let run = try site.command(["run", "--settle", "0"])
        #expect(run.output.contains("No row `LAW, OVERDUEFINE, charge` in `lookups.account`"))
        let held = try site.command(["held"]).output
        #expect(held.contains("No row `LAW, OVERDUEFINE, charge` in `lookups.account`"))
        #expect(!held.contains("900000002"))
    }

    @Test func `a fee of no money is told apart from one that a rule leaves out`() throws {
        let rule = "skip:\n  - {when: {amount: {at_most: 1.00}}, reason: small}\n"
        try site.onboard([CampusDeclaration("humboldt").with(\.more, rule)])
        let export = ExportBuilder(
            "HUMBOLDTBURSAR",
            job: 4,
            [
                .init("900000001", "OVERDUEFINE", "0", id: "1"),
                .init("900000001", "OVERDUEFINE", "0.5", id: "2"),
            ]
        )
        let text = try site.check("humboldt", "--sample", site.sample(export)).output
        #expect(text.contains("1 fee skipped, left out by a rule of the campus"))
        #expect(text.contains("1 fee skipped, of zero amount"))
    }
}

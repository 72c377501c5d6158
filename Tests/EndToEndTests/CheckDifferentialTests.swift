import Digests
import TestSupport
import Testing

/// What `check` shows is what a run writes: compared byte for byte, seed by seed.
@Suite struct CheckDifferentialTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    @Test(arguments: ["trial", "live"])
    func `what is shown is byte for byte what a run writes`(_ state: String) throws {
        let campuses = (0..<14).map { number in
            CampusDeclaration("c\(number)").with(\.state, state)
                .with(\.code, "C\(number)X")
                .with(\.format, ["humboldt-sf", "counted", "grouped"][number % 3])
                .with(\.more, "limits: {held_share: 0.30, held_at_least: 2}\n")
        }
        let formats = ["counted": CheckFormats.counted, "grouped": CheckFormats.grouped]
        #expect(try site.onboard(campuses, formats: formats).exit == 0)
        let before = try site.ledger
        var checks: [(campus: CampusDeclaration, report: JSON, exit: Int32?)] = []
        for (number, campus) in campuses.enumerated() {
            let export = ExportBuilder.seeded(UInt64(number), campus.code)
            let path = try site.scratch.write(export.xml, to: export.fileName)
            let check = try site.command([
                "check", campus.key, "--sample", path, "--run-date", HubSite.runDate, "--all",
                "--json",
            ])
            #expect(check.messages == "")
            checks.append((campus, try check.json, check.exit))
            try site.put(export, at: campus.key)
        }
        #expect(try site.ledger == before)

        let run = try site.run()
        var seen: Set<String> = []
        for (campus, report, exit) in checks {
            let part = try run.campus(campus.key)
            #expect(figures(of: report) == figures(of: part), "\(campus.key)")
            #expect(report.counts == part.counts && report.isBalanced, "\(campus.key)")
            let folder = state == "trial" ? "trial/\(campus.key)" : "outbox/\(campus.key)"
            let files = try site.files(in: folder)
            for output in report["outputs"].items {
                let name = output["name"].string ?? ""
                #expect(files[name]?.utf8.elementsEqual(text(of: output).utf8) == true, "\(name)")
            }
            #expect(files.count == report["outputs"].items.count, "\(campus.key)")
            let export = report["export"]
            #expect(part.exportVerdicts == [export["file"].string ?? "": verdict(on: export)])
            let isHeld = export["state"] == "held" || !report["held_fees"].items.isEmpty
            #expect(exit == (isHeld ? 1 : 0), "\(campus.key)")
            seen.formUnion(part.counts.keys)
            seen.formUnion(report["held_fees"].items.compactMap { $0["reason"].string })
            for output in report["outputs"].items {
                let records = output["shown"].items.map { $0["fees"].items }
                #expect(Int64(records.reduce(0) { $0 + $1.count }) == output["fees"].integer)
                if records.contains(where: { $0.count > 1 }) { seen.insert("grouped") }
            }
            if let reason = export["reason"].string { seen.insert(reason) }
        }
        // The seeds must reach what is to be compared.
        #expect(
            seen.isSuperset(of: [
                "written", "diverted", "held", "duplicate", "skipped", "too_many_held", "changed",
                "not_unique", "grouped",
            ]),
            "\(seen)"
        )
    }

    /// Of each output: its name, digest, records and money.
    private func figures(of report: JSON) -> Set<String> {
        Set(
            report["outputs"].items.map { output in
                [
                    "name", "kind", "sha256", "bytes", "records", "fees", "charge_cents",
                    "credit_cents",
                ].map { "\(output[$0])" }.joined(separator: " ")
            }
        )
    }

    private func verdict(on export: JSON) -> String {
        [export["state"].string, export["reason"].string].compactMap { $0 }.joined(separator: " ")
    }

    /// The lines that are shown, put together again.
    private func text(of output: JSON) -> String {
        let mark = output["encoding"] == "utf-8-bom" ? "\u{FEFF}" : ""
        let lines =
            [output["header"], output["heading"]] + output["shown"].items + [output["trailer"]]
        return mark + lines.compactMap { $0["text"].string }.joined()
    }
}

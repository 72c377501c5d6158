import TestSupport
import Testing

/// G4: the same bytes whatever the machine, its zone, its language and its limits are.
@Suite struct SurroundingsTests {
    private static let keys = [
        "bakersfield", "chico", "east-bay", "fresno", "fullerton", "humboldt", "long-beach",
        "los-angeles", "northridge", "pomona", "sacramento", "sonoma",
    ]

    /// The outboxes of an evening of twelve campuses.
    private func evening(
        _ site: HubSite,
        run: (HubSite) throws -> HubProcess.Outcome
    ) throws -> [String: String] {
        let campuses = SurroundingsTests.keys.map { CampusDeclaration($0) }
        #expect(try site.onboard(campuses).exit == 0)
        for (number, campus) in campuses.enumerated() {
            try site.put(.fines(campus.code, job: number + 1, 20 - number), at: campus.key)
        }
        let outcome = try run(site)
        #expect(outcome.exit == 0)
        var files: [String: String] = [:]
        for campus in campuses {
            for (name, text) in try site.outbox(of: campus.key) {
                files["\(campus.key)/\(name)"] = text
            }
        }
        return files
    }

    private func expectUndisturbed(_ seen: [String: String]) {
        var files: [String: String] = [:]
        for (number, key) in SurroundingsTests.keys.enumerated() {
            let fees = ExportBuilder.fines(20 - number, from: (number + 1) * 1000)
            files["\(key)/\(debitsName)"] = debits(fees)
        }
        let differing = Set(files.keys).union(seen.keys).filter { files[$0] != seen[$0] }
        #expect(differing.sorted() == [])
    }

    @Test(arguments: ["1", "4", "16"])
    func `G4: the number of workers changes nothing`(_ jobs: String) throws {
        let files = try evening(try HubSite()) { try $0.run("--jobs", jobs) }
        expectUndisturbed(files)
    }

    @Test(arguments: [
        ["TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"],
        ["TZ": "America/New_York", "LANG": "ar_EG.UTF-8"],
        ["TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"],
        ["TZ": "nonsense", "LC_ALL": "C", "PGTZ": "Asia/Tokyo", "PGDATESTYLE": "German"],
        ["PGOPTIONS": "-c extra_float_digits=3 -c standard_conforming_strings=off"],
    ])
    func `F46: zone, language and the client's defaults change nothing`(
        _ environment: [String: String]
    ) throws {
        let files = try evening(try HubSite()) { site in
            try site.command(
                ["run", "--settle", "0", "--run-date", HubSite.runDate, "--json"],
                environment: environment
            )
        }
        expectUndisturbed(files)
    }

    @Test func `F27: sixty-four open files are enough for twelve campuses`() throws {
        let files = try evening(try HubSite()) { site in
            try shell("ulimit -n 64", site)
        }
        expectUndisturbed(files)
    }

    @Test(arguments: [">&-", "2>&-", "<&- >&- 2>&-", "> /dev/full"])
    func `F60: closed and full outputs do not stop a run`(_ redirection: String) throws {
        let site = try HubSite()
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(export, at: "humboldt")
        _ = try shell(":", site, redirection)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(export.fees)])
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt").count == 1)
        #expect(try site.ledger.charges == 3)
    }

    /// A run below a shell that prepares its surroundings.
    private func shell(
        _ preparation: String,
        _ site: HubSite,
        _ redirection: String = ""
    ) throws -> HubProcess.Outcome {
        let run = "run --settle 0 --run-date \(HubSite.runDate) --home \"$1\" --database \"$2\""
        return try HubProcess.shell(
            "\(preparation); exec \"$0\" \(run) \(redirection)",
            [site.home, site.databaseURI]
        )
    }

    @Test func `F17: a run that fails for one campus leaves the others byte-equal`() throws {
        let site = try HubSite()
        try site.onboard(CampusDeclaration.pair)
        let sonoma = ExportBuilder.fines("SONOMABURSAR", job: 2, 2)
        try site.put(.fines("HUMBOLDTBURSAR", job: 1, 9), at: "humboldt")
        try site.put(sonoma, at: "sonoma")
        // The larger one is begun first and fails; alone, so that it is surely the one.
        let run = try site.run("--jobs", "1", failpoints: "render.after_fsync=throw")
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "failed")
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.run().exit == 0)
        #expect(
            try site.outbox(of: "humboldt")
                == [debitsName: debits(ExportBuilder.fines(9, from: 1000))]
        )
    }
}

import Foundation
import TestSupport
import Testing

/// Runs that show and do nothing: campuses on trial, and `--report-only`.
@Suite struct TrialTests {
    private let site: HubSite
    private let export = ExportBuilder(
        "HUMBOLDTBURSAR",
        job: 1,
        ExportBuilder.fines(3, from: 1000) + [
            .init("900000007", "LOCKERKEY", "40", id: "7"),
            .init("900000008", "CREDIT", "-1.5", id: "8"),
        ]
    )

    init() throws { site = try HubSite() }

    @Test func `a trial says why it would hold, and leaves no file of an earlier try`() throws {
        let trial = CampusDeclaration("humboldt").with(\.state, "trial")
        try site.onboard([trial])
        try site.put(export, at: "humboldt")
        let told = try site.command(["run", "--settle", "0"])
        #expect(told.output.contains("would hold 1: LOCKERKEY has no item type"))
        let part = try site.run().campus("humboldt")
        #expect(part["held_by_reason"][0]["reason"] == "no_item_type")
        #expect(try site.names(in: "trial/humboldt").count == 2)

        try site.onboard([
            trial.with(\.more, "skip:\n  - {when: {sign: credit}, reason: by hand}\n")
        ])
        #expect(try site.run().exit == 0)
        #expect(try site.names(in: "trial/humboldt") == [debitsName])
    }

    @Test func `a made-up export is refused where real ones come`() throws {
        try site.onboard([CampusDeclaration("humboldt"), CampusDeclaration("sonoma")])
        #expect(try site.command(["sample", "humboldt"]).exit == 2)
        let inbox = "\(site.home)/inbox/sonoma"
        #expect(try site.run().exit == 0)  // makes the locations
        #expect(try site.command(["sample", "humboldt", "--out", inbox]).exit == 2)
        #expect(try site.inbox(of: "sonoma") == [])
    }

    @Test func `a sample makes the folder that it is written to, and says what it cannot use`()
        throws
    {
        try site.onboard([CampusDeclaration("humboldt").with(\.state, "trial")])
        let made = "\(site.scratch.path)/samples"
        let written = try site.command(["sample", "humboldt", "--fees", "10", "--out", made])
        #expect(written.exit == 0 && written.messages == "")
        #expect(try site.scratch.names(in: "samples").count == 1)
        let refused = try site.command(["sample", "humboldt", "--out", "\(made)/a/b"])
        #expect(refused.exit == 2)
        #expect(refused.messages.contains("samples/a/b cannot be used: it does not exist"))
        #expect(try site.scratch.names(in: "samples").count == 1)
    }

    @Test func `a sample is of the libraries that the campus names`() throws {
        let tables = """
              account:
                by: [fee.library, fee.type]
                values:
                  - {key: [LAW, OVERDUEFINE], value: "1"}
                  - {key: ["*", LOSTITEMREPLACEMENTFEE], value: "2"}
                  - {key: ["*", LOSTITEMPROCESSFEE], value: "3"}
                  - {key: [MUSIC, LIBRARYCARDREPLACEMENT], value: "4"}
            """
        let campus = CampusDeclaration("humboldt").with(\.state, "trial").with(\.more, tables)
        try site.onboard([campus])
        #expect(try site.command(["sample", "humboldt", "--fees", "200"]).exit == 0)
        let name = try #require(try site.inbox(of: "humboldt").first)
        let text = try #require(try site.files(in: "inbox/humboldt")[name])
        for library in ["LAW", "MUSIC", "MAIN"] { #expect(text.contains(">\(library)<")) }
        let fines = text.components(separatedBy: ">OVERDUEFINE<").dropFirst()
        #expect(!fines.isEmpty)
        for fine in fines {
            let library = try #require(fine.firstRange(of: "libraryCode>"))
            #expect(fine[library.upperBound...].hasPrefix("LAW<"))
        }
    }

    @Test func `onboarding makes the folders of a campus below the home, and a check none`() throws
    {
        let absolute = "\(site.scratch.path)/far"
        let campus = CampusDeclaration("humboldt").with(\.state, "trial")
        let far = CampusDeclaration("sonoma").with(\.location, absolute)
        let planned = CampusDeclaration("chico").with(\.state, "planned")
        try site.onboard([campus, far, planned], answering: ["--check"])
        #expect(!site.exists("inbox"))
        try site.onboard([campus, far, planned])
        #expect(site.exists("inbox/humboldt") && site.exists("outbox/humboldt"))
        #expect(site.exists("outbox/sonoma"))
        #expect(!site.exists("inbox/chico"))
        #expect(try !site.scratch.names().contains("far"))
    }

    @Test func `a campus that becomes live asks about exports after its start, and no others`()
        throws
    {
        let campus = CampusDeclaration("humboldt")
        try site.onboard([campus.with(\.state, "trial")])
        try site.put(export, at: "humboldt")
        let later = campus.with(\.profile, ["starts_after: 2026-11-01"])
        #expect(try site.onboard([later], answering: []).exit == 2)
        let earlier = campus.with(\.profile, ["starts_after: 2030-01-01"])
        #expect(try site.onboard([earlier], answering: []).exit == 0)
    }

    @Test func `a campus on trial shows its outputs in the home and books nothing`() throws {
        try site.onboard([
            CampusDeclaration("humboldt").with(\.state, "trial"), CampusDeclaration("sonoma"),
        ])
        try site.put(export, at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 2), at: "sonoma")
        let run = try site.run()
        #expect(run.exit == 0)
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "trial")
        #expect(part.counts == ["read": 5, "written": 4, "held": 1])
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        #expect(try run.json["totals"].counts == ["read": 3, "written": 3])
        #expect(
            try site.files(in: "trial/humboldt") == [
                debitsName: debits(Array(export.fees.prefix(3))),
                "bursar-converted-CREDITS-20112026.dat":
                    "900000008,820000206129,0001.50,11/16/2026\n",
            ]
        )
        let paths = part["outputs"].items.compactMap { $0["path"].string }
        #expect(
            paths.sorted() == [
                "trial/humboldt/bursar-converted-CREDITS-20112026.dat",
                "trial/humboldt/\(debitsName)",
            ]
        )
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.inbox(of: "humboldt") == [export.fileName])
        #expect(try site.ledger.charges == 3)
        #expect(try site.ledger.exports == 1)
        #expect(try site.ledger.heldFees == 0)
    }

    @Test func `a trial can be repeated and ends with the same bytes`() throws {
        try site.onboard([CampusDeclaration("humboldt").with(\.state, "trial")])
        try site.put(export, at: "humboldt")
        let first = try site.run()
        let files = try site.files(in: "trial/humboldt")
        let second = try site.run()
        #expect(second.exit == 0)
        #expect(try site.files(in: "trial/humboldt") == files)
        let (one, other) = (try first.campus("humboldt"), try second.campus("humboldt"))
        #expect(one.counts == other.counts)
        #expect(one["exports"] == other["exports"])
        #expect(figures(one["outputs"]) == figures(other["outputs"]))
    }

    @Test func `a campus that goes live after its trial sends everything once`() throws {
        try site.onboard([CampusDeclaration("humboldt").with(\.state, "trial")])
        try site.put(export, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.onboard([CampusDeclaration("humboldt")])
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").counts == ["read": 5, "written": 4, "held": 1])
        #expect(try site.outbox(of: "humboldt") == site.files(in: "trial/humboldt"))
    }

    @Test func `report-only shows the figures of the run that follows, and does nothing`() throws {
        try site.onboard(CampusDeclaration.pair)
        let known = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3, 2)
        try site.put(known, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        let before = try site.ledger

        var mixed = export
        mixed.fees = [known.fees[0], known.fees[1].with(\.sum, "8.01")] + mixed.fees
        try site.put(mixed, at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 2), at: "sonoma")
        let shown = try site.run("--report-only")
        #expect(shown.exit == 1)
        #expect(try shown.json["mode"] == "report-only")
        #expect(try site.ledger == before)
        #expect(try site.inbox(of: "humboldt") == [mixed.fileName])
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.outbox(of: "sonoma") == [:])
        #expect(!site.exists("trial"))

        let real = try site.run()
        #expect(real.exit == 1)
        for key in ["humboldt", "sonoma"] {
            let (one, other) = (try shown.campus(key), try real.campus(key))
            #expect(one.counts == other.counts)
            #expect(one["outcome"] == other["outcome"])
            #expect(one["message"] == other["message"])
            #expect(one["exports"] == other["exports"])
            #expect(figures(one["outputs"]) == figures(other["outputs"]))
        }
        #expect(try shown.json["totals"] == real.json["totals"])
    }

    private func figures(_ outputs: JSON) -> [[JSON]] {
        outputs.items.map { output in
            [
                "name", "kind", "sha256", "bytes", "records", "charge_cents", "credit_cents",
                "id_hash",
            ]
            .map { output[$0] }
        }
    }

    @Test func `report-only says when a held fee would be released`() throws {
        let campus = CampusDeclaration("humboldt")
        try site.onboard([campus])
        try site.put(export, at: "humboldt")
        #expect(try site.run().exit == 1)
        try site.collect(from: "humboldt")
        var types = campus.itemTypes
        types["LOCKERKEY"] = "300000007777"
        try site.onboard([campus.with(\.itemTypes, types)])
        let shown = try site.run("--report-only")
        #expect(try shown.campus("humboldt").counts == ["released": 1])
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["no_item_type": 1])
        let real = try site.run()
        #expect(real.exit == 0)
        #expect(shown.exit == 0)
        #expect(try real.campus("humboldt").counts == ["released": 1])
    }

    @Test func `paused, planned and retired campuses take no part and raise nothing`() throws {
        try site.onboard([
            CampusDeclaration("humboldt").with(\.state, "paused"),
            CampusDeclaration("sonoma").with(\.state, "planned"),
            CampusDeclaration("chico"),
        ])
        try site.put(export, at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 2), at: "sonoma")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["outcome"] == "paused")
        #expect(try run.campus("sonoma") == .null)
        #expect(try run.campus("chico")["outcome"] == "nothing")
        #expect(try site.inbox(of: "humboldt") == [export.fileName])
        #expect(try site.ledger.exports == 0)
    }
}

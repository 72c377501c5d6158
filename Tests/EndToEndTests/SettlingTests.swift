import Glibc
import TestSupport
import Testing

/// A file is taken when nobody writes to it any more.
@Suite struct SettlingTests {
    private let site: HubSite
    private let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    private func run(settle: Int?) throws -> HubProcess.Outcome {
        let option = settle.map { ["--settle", "\($0)"] } ?? []
        return try site.command(["run", "--run-date", HubSite.runDate, "--json"] + option)
    }

    @Test func `F34: an export that just came is settling, and no reason to look`() throws {
        try site.put(export, at: "humboldt")
        let run = try run(settle: nil)
        #expect(run.exit == 0)
        let part = try run.campus("humboldt")
        #expect(part.exportVerdicts == [export.fileName: "settling"])
        #expect(part["exports"][0]["sha256"] == .null)
        #expect(part.counts == [:])
        #expect(try site.inbox(of: "humboldt") == [export.fileName])
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.ledger.exports == 0)
    }

    @Test func `an export that has been at rest is taken`() throws {
        try site.put(export, at: "humboldt")
        let run = try runUntil { $0 == "converted" }
        #expect(run.exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(export.fees)])
    }

    @Test func `an upload that stalled before its end settles on, and is taken once complete`()
        throws
    {
        try site.put(export.cut(after: 1500), at: "humboldt", as: export.fileName)
        var run = try run(settle: 1)
        usleep(1_100_000)  // the rest that is asked for; there is no signal for it
        run = try self.run(settle: 1)
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").exportVerdicts == [export.fileName: "settling"])
        #expect(try site.ledger.exports == 0)
        try site.put(export, at: "humboldt")
        #expect(try runUntil { $0 == "converted" }.exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(export.fees)])
    }

    /// Runs with a second's rest until the export has this verdict, or for ten seconds.
    private func runUntil(_ isReached: (String?) -> Bool) throws -> HubProcess.Outcome {
        var run = try run(settle: 1)
        for _ in 0..<100 {
            if isReached(try run.campus("humboldt").exportVerdicts[export.fileName]) { break }
            usleep(100_000)
            run = try self.run(settle: 1)
        }
        return run
    }
}

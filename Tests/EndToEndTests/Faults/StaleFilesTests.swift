import Posix
import TestSupport
import Testing

/// What hubs that died or woke too late leave in the staging folders.
@Suite struct StaleFilesTests {
    private let site: HubSite

    init() throws {
        site = try HubSite()
        #expect(try site.onboard([CampusDeclaration("humboldt")]).exit == 0)
    }

    @Test func `F07 what a late hub left behind goes with the next run, though nothing came`()
        throws
    {
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        try site.put(export, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.collect(from: "humboldt") == [debitsName: debits(export.fees)])
        try site.scratch.write("late", to: "home/staging/humboldt/\(debitsName).e1")
        try site.scratch.write("later", to: "home/staging/humboldt/tmp/\(debitsName).e1")
        #expect(try site.run().exit == 0)
        #expect(try !site.names(in: "staging/humboldt").contains("\(debitsName).e1"))
        #expect(try site.names(in: "staging/humboldt/tmp") == [])
        #expect(try site.ledger.charges == export.fees.count)
    }

    @Test func `a file that is none of a hub's makes no campus busy, and stays`() throws {
        #expect(try site.run().exit == 0)
        try site.scratch.write("mine", to: "home/staging/humboldt/notes.txt")
        #expect(try site.run().campus("humboldt")["outcome"] == "nothing")
        #expect(try site.names(in: "staging/humboldt").contains("notes.txt"))
    }
}

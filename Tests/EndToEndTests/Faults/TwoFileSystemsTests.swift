import PostgreSQL
import TestSupport
import Testing

/// An outbox on another file system than the home: no rename leads from one to the other.
@Suite(.enabled(if: OtherFileSystem.isThere, "needs a second file system"))
struct TwoFileSystemsTests {
    private let site: HubSite
    private let other: OtherFileSystem
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let sonoma = ExportBuilder.fines("SONOMABURSAR", job: 2)

    init() throws {
        (site, other) = (try HubSite(), try OtherFileSystem())
        let campus = CampusDeclaration("humboldt").with(\.outbox, other.path)
        #expect(try site.onboard([campus, CampusDeclaration("sonoma")]).exit == 0)
        try site.put(humboldt, at: "humboldt")
        try site.put(sonoma, at: "sonoma")
    }

    @Test(arguments: ["publish.before_rename=crash", "publish.after_rename=crash"])
    func `F26 outputs are staged in the outbox's own file system`(_ stop: String) throws {
        let crash = try site.run("--campus", "humboldt", failpoints: stop)
        #expect(crash.wasKilled)
        let staging = "\(other.path)/.bursarhub/staging/humboldt"
        let staged = try HubSite.snapshot(of: staging)
        #expect(staged.contains(debitsName) == (stop == "publish.before_rename=crash"))
        #expect(try site.runToTheEnd().exit == 0)
        #expect(try other.text(of: debitsName) == debits(humboldt.fees))
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
        #expect(try site.ledger.charges == 6)
    }

    @Test func `F26 without a place for staged outputs the campus is refused before it is claimed`()
        throws
    {
        try other.putFileInPlaceOfStaging()
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "config_error")
        #expect(part["message"].string?.contains("cannot be staged") == true)
        #expect(
            try site.number(
                "select count(*) as number from ledger.lease where campus = 'humboldt'"
            ) == 0
        )
        #expect(try site.inbox(of: "humboldt") == [humboldt.fileName])
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
        let campus = CampusDeclaration("humboldt").with(\.outbox, other.path)
        #expect(try site.onboard([campus]).exit == 2)
    }
}

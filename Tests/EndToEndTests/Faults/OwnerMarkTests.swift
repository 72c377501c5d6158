import Glibc
import PostgreSQL
import TestSupport
import Testing

/// Two hubs with two databases that meet at one place: the second is refused and changes nothing.
@Suite struct OwnerMarkTests {
    private let ours: HubSite
    private let theirs: HubSite
    private let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        (ours, theirs) = (try HubSite(), try HubSite())
    }

    enum Place: CaseIterable { case location, outbox }

    /// The same campus at both hubs, one of its folders shared.
    private func campus(sharing place: Place) throws -> CampusDeclaration {
        try ours.makeFolder("shared")
        let folder = "\(ours.scratch.path)/shared"
        let campus = CampusDeclaration("humboldt")
        return switch place {
        case .location: campus.with(\.location, folder)
        case .outbox: campus.with(\.outbox, folder)
        }
    }

    private func put(in place: Place, of site: HubSite) throws {
        switch place {
        case .location: try ours.scratch.write(export.xml, to: "shared/\(export.fileName)")
        case .outbox: try site.put(export, at: "humboldt")
        }
    }

    @Test(arguments: Place.allCases)
    func `F10 a second hub is refused a shared folder when it is onboarded`(
        _ place: Place
    ) throws {
        let campus = try campus(sharing: place)
        #expect(try ours.onboard([campus]).exit == 0)
        let before = try HubSite.snapshot(of: "\(ours.scratch.path)/shared")
        let second = try theirs.onboard([campus])
        #expect(second.exit == 2)
        #expect(second.output.contains("belongs to another hub"))
        #expect(try theirs.run().json["campuses"].items.isEmpty)
        #expect(try HubSite.snapshot(of: "\(ours.scratch.path)/shared") == before)
        #expect(try ours.onboard([campus]).exit == 0)
    }

    @Test(arguments: Place.allCases)
    func `F10 a second hub is refused a shared folder when it runs, and changes no file`(
        _ place: Place
    ) throws {
        let campus = try campus(sharing: place)
        #expect(try theirs.onboard([campus]).exit == 0)
        // The mark is gone, and the other hub is first to put its own.
        #expect(unsafe unlink("\(ours.scratch.path)/shared/.bursarhub/owner") == 0)
        #expect(try ours.onboard([campus]).exit == 0)
        try put(in: place, of: theirs)
        let before = try HubSite.snapshot(of: "\(ours.scratch.path)/shared")
        let run = try theirs.run()
        #expect(run.exit == 2)
        #expect(try run.campus("humboldt")["outcome"] == "config_error")
        #expect(try HubSite.snapshot(of: "\(ours.scratch.path)/shared") == before)
        #expect(try theirs.ledger.exports == 0)
        #expect(try theirs.number("select count(*) as number from ledger.lease") == 0)
        // The rightful hub is not disturbed.
        if place == .outbox { try put(in: place, of: ours) }
        #expect(try ours.run().exit == 0)
        #expect(try ours.ledger.charges == 3)
    }

    @Test func `F10 a campus with a place of another hub does not stop the others`() throws {
        let campus = try campus(sharing: .outbox)
        let sonoma = ExportBuilder.fines("SONOMABURSAR", job: 2)
        #expect(try theirs.onboard([campus, CampusDeclaration("sonoma")]).exit == 0)
        #expect(unsafe unlink("\(ours.scratch.path)/shared/.bursarhub/owner") == 0)
        #expect(try ours.onboard([campus]).exit == 0)
        try theirs.put(export, at: "humboldt")
        try theirs.put(sonoma, at: "sonoma")
        let run = try theirs.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "config_error")
        #expect(try theirs.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
    }

    @Test func `F10 a home that works with one database is refused to another`() throws {
        try ours.onboard([CampusDeclaration("humboldt")])
        try ours.put(export, at: "humboldt")
        try theirs.onboard([CampusDeclaration("humboldt")])
        let before = try HubSite.snapshot(of: ours.home)
        let refused = try ours.run(at: #require(theirs.database).address)
        #expect(refused.exit == 2)
        #expect(try refused.json["error"]["status"] == 2)
        #expect(try theirs.ledger.exports == 0)
        #expect(try HubSite.snapshot(of: ours.home) == before)
        #expect(try ours.run().exit == 0)
    }
}

/// The same on a server, where the mark is the name of a folder.
@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct ServerOwnerMarkTests {
    private let servers: ServerSite
    private let stranger: HubSite
    private let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        (servers, stranger) = (try ServerSite(), try HubSite())
    }

    @Test func `F10 a second hub is refused a folder on a server`() throws {
        let reading = try servers.reading("humboldt")
        let delivering = try servers.delivering("humboldt")
        #expect(try servers.site.onboard([reading]).exit == 0)
        #expect(try servers.site.run().exit == 0)
        #expect(try servers.site.onboard([delivering]).exit == 0)
        try servers.site.put(export, at: "humboldt")
        #expect(try servers.site.run().exit == 0)
        try servers.put(export)
        let before = try HubSite.snapshot(of: "\(servers.site.scratch.path)/server")
        for campus in [reading, delivering] {
            try stranger.onboard([campus])
            try stranger.put(export, at: "humboldt")
            let run = try stranger.run()
            #expect(run.exit == 2)
            #expect(try run.campus("humboldt")["outcome"] == "config_error")
        }
        #expect(try HubSite.snapshot(of: "\(servers.site.scratch.path)/server") == before)
        #expect(try stranger.ledger.exports == 0)
    }
}

import Glibc
import PostgreSQL
import TestSupport
import Testing

/// A server with ten places in all, and people who want many of them.
@Suite struct CrowdedServerTests {
    private let site: HubSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let sonoma = ExportBuilder.fines("SONOMABURSAR", job: 2, 2)

    init() throws {
        site = try HubSite(.embedded)
        try site.onboard(CampusDeclaration.pair)
        #expect(try site.command(["database", "stop"]).exit == 0)
        let settings = "home/postgres/data/postgresql.conf"
        try site.scratch.write(
            site.scratch.text(of: settings) + "\nmax_connections = 10\n",
            to: settings
        )
    }

    private func uri(_ options: String...) throws -> String {
        let told = try site.command(["database", "url"] + options)
        #expect(told.exit == 0)
        return told.output.split(separator: "\n").joined()
    }

    /// As many sessions of a login as the server gives, of those that ask for one.
    private func crowd(_ count: Int, _ address: PostgresAddress) throws -> [PostgresConnection] {
        try (0..<count).compactMap { _ in
            do throws(PostgresError) {
                return try PostgresConnection(address, applicationName: "crowd")
            } catch {
                guard error.state == .tooManyConnections else { throw error }
                return nil
            }
        }
    }

    @Test func `F53 status pages and campuses that look by the hundred take no place from a run`()
        throws
    {
        #expect(try site.command(["database", "roles"]).exit == 0)
        let status = try PostgresAddress(uri()).withUser("bursarhub_status")
        let campus = try PostgresAddress(uri("--campus", "humboldt"))
        try site.put(humboldt, at: "humboldt")
        try site.put(sonoma, at: "sonoma")
        let sessions = try crowd(200, status) + crowd(50, campus)
        #expect(sessions.count == 2)
        let run = try site.run()
        #expect(run.exit == 0, "\(run.messages)")
        for session in sessions {
            let seen = try session.query("select count(*) as n from report.campus_status").first
            #expect(try seen?.get("n") as Int64? ?? 0 > 0)
            session.close()
        }
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
    }

    /// A run's own login has others, and one place is left for all its workers.
    @Test func `F53 a run with one place for its workers does all with that one`() throws {
        let address = try PostgresAddress(uri()).withUser("bursarhub_run")
        try site.put(humboldt, at: "humboldt")
        try site.put(sonoma, at: "sonoma")
        // The command has one session, and the run's control another.
        let others = try crowd(12, address)
        #expect(others.count == 7)
        for session in others.prefix(3) { session.close() }
        let run = try site.run("--jobs", "4")
        for session in others { session.close() }
        #expect(run.exit == 0, "\(run.messages)")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
    }
}

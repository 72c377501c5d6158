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

    @Test func `F53 people who look by the hundred, and runs beside it, leave a run its work`()
        throws
    {
        #expect(try site.command(["database", "roles"]).exit == 0)
        let status = try PostgresAddress(uri()).withUser("bursarhub_status")
        let campus = try PostgresAddress(uri("--campus", "humboldt"))
        let people = try crowd(200, status) + crowd(50, campus)
        #expect(people.count == 2)
        try expectBooked(humboldt, sonoma, by: site.run())
        for session in people {
            let seen = try session.query("select count(*) as n from report.campus_status").first
            #expect(try seen?.get("n") as Int64? ?? 0 > 0)
            session.close()
        }

        // The command has one session and the run's control another: one is left for all workers.
        let others = try crowd(12, status.withUser("bursarhub_run"))
        #expect(others.count == 7)
        for session in others.prefix(3) { session.close() }
        try expectBooked(
            .fines("HUMBOLDTBURSAR", job: 3),
            .fines("SONOMABURSAR", job: 4, 2),
            by: site.run("--jobs", "4")
        )
        for session in others { session.close() }
    }

    private func expectBooked(
        _ humboldt: ExportBuilder,
        _ sonoma: ExportBuilder,
        by run: @autoclosure () throws -> HubProcess.Outcome
    ) throws {
        try site.put(humboldt, at: "humboldt")
        try site.put(sonoma, at: "sonoma")
        let run = try run()
        #expect(run.exit == 0, "\(run.messages)")
        #expect(try site.collect(from: "humboldt").values.map { $0 } == [debits(humboldt.fees)])
        #expect(try site.collect(from: "sonoma").values.map { $0 } == [debits(sonoma.fees)])
    }
}

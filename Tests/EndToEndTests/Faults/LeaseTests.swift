import Glibc
import Posix
import PostgreSQL
import TestSupport
import Testing

/// A hub that stands still for longer than its lease lasts.
@Suite struct LeaseTests {
    private func count(_ condition: PostgresStatement, _ evening: Evening) throws -> Int64 {
        try evening.site.database?.connect().query(condition).first?.get("count") ?? 0
    }

    @Test(arguments: ["parse.at_fee", "archive.before"])
    func `F06 a run that was stopped for longer than its lease writes nothing more`(place: String)
        throws
    {
        let evening = try Evening([CampusDeclaration("humboldt")])
        let run = try evening.site.beginRun(failpoints: "\(place)=stop")
        try run.waitUntilStopped()
        try evening.site.database?.connect()
            .execute("update ledger.lease set expires_at = now() - interval '1 second'")
        try expectNothingWritten(by: run, evening)
    }

    /// Nothing is asked of the database there: the hub's own clock must say it.
    @Test func `F06 a run that was stopped before it shows an output does not show it`() throws {
        let evening = try Evening([CampusDeclaration("humboldt")])
        let run = try evening.site.beginRun(
            failpoints: "lease.seconds=5;publish.before_rename=stop"
        )
        try run.waitUntilStopped()
        try run.wait(for: "the end of its lease") {
            try count(
                "select count(*) as count from ledger.lease where expires_at < now()",
                evening
            ) == 1
        }
        try expectNothingWritten(by: run, evening)
    }

    private func expectNothingWritten(by run: HubProcess.Running, _ evening: Evening) throws {
        let before = try evening.site.ledger
        run.send(SIGCONT)
        #expect(run.exit() == 1)
        var after = try evening.site.ledger
        after.campusRuns = before.campusRuns
        #expect(after == before)
        #expect(try evening.collect() == [])
        #expect(try evening.site.openLeases() == 0)
        try evening.expectWhole(after: [])
    }

    @Test func `F06 a lease is renewed while its campus is read for longer than it lasts`() throws {
        let evening = try Evening([CampusDeclaration("humboldt")])
        let run = try evening.site.beginRun(
            failpoints: "end.milliseconds=300;lease.seconds=6;parse.at_fee=hang"
        )
        try run.wait(for: "a renewal") {
            try count(
                """
                select count(*) as count from ledger.lease
                where expires_at > taken_at + interval '7 seconds'
                """,
                evening
            ) == 1
        }
        #expect(try evening.site.run().campus("humboldt")["outcome"] == "busy")
        run.send(SIGTERM)
        #expect(run.exit() == 1)
        try evening.expectWhole(after: [])
    }
}

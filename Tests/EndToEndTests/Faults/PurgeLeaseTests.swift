import Glibc
import PostgreSQL
import TestSupport
import Testing

/// A purge of many charges is one transaction, and may take longer than a lease lasts.
@Suite struct PurgeLeaseTests {
    @Test func `a purge that takes longer than its lease removes its files, too`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(
            ExportBuilder("HUMBOLDTBURSAR", job: 1, [.init("900777123", "OVERDUEFINE", "1.01")]),
            at: "humboldt"
        )
        try site.run()
        try site.collect(from: "humboldt")
        try site.age(byYears: 2)
        let database = try #require(site.database)
        let purge = try HubProcess.Running(
            [
                "purge", "humboldt", "--yes", "--json", "--home", site.home, "--database",
                database.address.uri,
            ],
            environment: ["BURSARHUB_FAILPOINTS": "lease.seconds=2;purge.after_charges=stop"]
        )
        try purge.waitUntilStopped()
        let watch = try database.connect()
        try purge.wait(for: "the end of its lease") {
            // Seen is the lease as it was taken; it was extended when the transaction began.
            try watch.query(
                "select expires_at < now() - interval '1 second' as is_over from ledger.lease"
            ).first?.get("is_over") ?? false
        }
        purge.send(SIGCONT)
        #expect(purge.exit() == 0)
        #expect(try site.names(in: "archive/humboldt") == [])
        #expect(try site.openLeases() == 0)
    }
}

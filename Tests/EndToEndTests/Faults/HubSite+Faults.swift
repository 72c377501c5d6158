import Posix
import PostgreSQL
import TestSupport
import Testing

extension HubSite {
    /// A run of this home with a database at another address.
    func run(
        at address: PostgresAddress,
        environment: [String: String] = [:]
    ) throws -> HubProcess.Outcome {
        try HubProcess.run(
            [
                "run", "--settle", "0", "--run-date", HubSite.runDate, "--json", "--home", home,
                "--database", address.uri,
            ],
            environment: environment
        )
    }

    /// One number that the ledger tells.
    func number(_ sql: PostgresStatement) throws -> Int64 {
        guard let database else { return -1 }
        let connection = try database.connect()
        defer { connection.close() }
        return try connection.query(sql).first?.get("number") ?? -1
    }

    /// Nothing was written, delivered or moved: no run, no lease, no charge, the exports there.
    func expectUntouched(exports: [String], at campus: String = "humboldt") throws {
        #expect(try number("select count(*) as number from ledger.run") == 0)
        #expect(try number("select count(*) as number from ledger.lease") == 0)
        #expect(try ledger.charges == 0)
        #expect(try outbox(of: campus) == [:])
        #expect(try inbox(of: campus) == exports)
    }

    /// Every file below a folder with its digest, and every folder.
    static func snapshot(of path: String) throws -> String {
        let listed = try ChildProcess(
            "/bin/sh",
            [
                "-c",
                "cd \"$0\" && find . -type f -exec sha256sum {} + | sort; find . -type d | sort",
                path,
            ]
        ).run(deadline: .seconds(30))
        #expect(listed.succeeded)
        return listed.outputText
    }
}

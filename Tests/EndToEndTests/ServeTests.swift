import Glibc
import Posix
import PostgreSQL
import TestSupport
import Testing

/// The status server as a program of its own.
@Suite struct ServeTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func `what cannot be served in order is refused with the next act`() throws {
        let site = try HubSite()
        func serve(_ arguments: String...) throws -> HubProcess.Outcome {
            try HubProcess.run(
                ["serve", "--home", site.home, "--database", uri(of: site)] + arguments
            )
        }
        let open = try serve("--listen", "0.0.0.0:0")
        #expect(open.exit == 2)
        #expect(open.messages.contains("token create"))
        #expect(try serve("--listen", "everywhere").exit == 64)
        #expect(try serve("--proxy-user-header", "X-Remote-User").exit == 64)
        let users = try scratch.write("ada: consortium\nben: [Humboldt]\n", to: "users.yaml")
        let broken = try serve("--proxy-user-header", "X-Remote-User", "--proxy-users", users)
        #expect(broken.exit == 2)
        #expect(broken.messages.contains("users.yaml:2:7: error"))
        let taken = try Served(site, uri(of: site))
        #expect(try serve("--listen", "127.0.0.1:\(taken.client.port)").exit == 2)

        let runs = try HubProcess.run(
            ["serve", "--home", site.home, "--database", site.databaseURI]
        )
        #expect(runs.exit == 3)
        #expect(runs.messages.contains("bursarhub_status"))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `asked to end, it ends what is under way, and nothing is cut off`(signal: Int32) throws {
        let site = try HubSite()
        let served = try Served(site, uri(of: site))
        #expect(try served.client.get("/readyz").status == 200)
        let database = try #require(site.database)
        let administrator = try database.connect()
        defer { administrator.close() }
        var waiting: WebClient.Connection?
        try administrator.transaction {
            // The page waits for this table; the signal comes while it does.
            try administrator.execute("lock table registry.campus in access exclusive mode")
            let connection = try WebClient.Connection(to: served.client.port)
            connection.send("GET /runs HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try served.process.wait(for: "the page to wait") {
                try administrator.query(
                    "select from pg_locks where not granted and relation = 'registry.campus'::regclass"
                ).count > 0
            }
            served.process.send(signal)
            try served.process.wait(for: "it to stop listening") {
                do {
                    _ = try WebClient.Connection(to: served.client.port)
                    return false
                } catch {
                    return true
                }
            }
            waiting = connection
        }
        let answer = waiting?.rest(within: .seconds(10)).text ?? ""
        #expect(answer.hasPrefix("HTTP/1.1 200"))
        #expect(answer.contains("</html>"))
        #expect(served.process.exit(within: .seconds(10)) == 0)
    }

    @Test func `while the database is away pages say so, and come back with it`() throws {
        let site = try HubSite(.embedded)
        try site.onboard([CampusDeclaration("humboldt")])
        let served = try Served(site, nil)
        #expect(try served.client.get("/").status == 200)
        #expect(try site.command(["database", "stop"]).exit == 0)
        let away = try served.client.get("/runs")
        #expect(away.status == 503)
        #expect(away.headers["retry-after"] == "5")
        #expect(away.body.contains("The database cannot be reached at the moment"))
        #expect(!away.body.lowercased().contains("socket"))
        #expect(try served.client.get("/readyz").status == 503)
        #expect(try served.client.get("/healthz").status == 200)
        #expect(try served.client.get("/api/v1/status").status == 503)
        #expect(try site.command(["database", "start"]).exit == 0)
        try served.process.wait(for: "pages to come back") {
            try served.client.get("/readyz").status == 200
        }
        #expect(try served.client.get("/runs").status == 200)
    }

    /// The login that pages are made with, on the server of the tests.
    private func uri(of site: HubSite) -> String {
        site.database?.address.withUser("bursarhub_status").uri ?? ""
    }
}

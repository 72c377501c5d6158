import Posix
import PostgreSQL
import TestSupport
import Testing

@testable import Serving

/// The ways in beside tokens: a proxy's word, and a machine on which nothing was set up.
@Suite struct WaysInTests {
    private let served: ServedSite
    private let scratch: ScratchFolder

    init() throws {
        served = try ServedSite()
        scratch = try ScratchFolder()
    }

    @Test func `a user of the proxy sees what the file says, and nobody else may name one`()
        async throws
    {
        let path = try scratch.write(
            """
            ada: consortium
            ben: [humboldt, delta]
            eve: {sees: [delta], trace: true}
            lou: [nowhere]

            """,
            to: "users.yaml"
        )
        var settings = try ServedSite.settings()
        settings.proxy = TrustedProxy(
            header: "X-Remote-User",
            users: try ProxyUsersFile(path, tell: { _ in }),
            addresses: ["127.0.0.5"]
        )
        settings.hosts = ["status.example.edu"]
        try await served.serve(settings) { stranger in
            var proxy = stranger
            proxy.source = "127.0.0.5"
            func user(_ name: String, _ more: [String: String] = [:]) -> [String: String] {
                ["X-Remote-User": name, "Host": "status.example.edu"].merging(more) { $1 }
            }
            #expect(try proxy.get("/", user("ada")).status == 200)
            #expect(try proxy.get("/campuses/delta", user("eve")).status == 200)
            #expect(try proxy.get("/campuses/humboldt", user("eve")).status == 404)
            // A campus that is not onboarded is nowhere, and no fault of ours.
            #expect(try proxy.get("/", user("lou")).status == 303)
            #expect(try proxy.get("/campuses/nowhere", user("lou")).status == 404)
            #expect(try proxy.get("/held", user("lou")).status == 404)
            for name in ["mallory", "", "Ada", "ada, ben"] {
                #expect(try proxy.get("/", user(name)).status == 403, "\(name)")
            }
            #expect(try stranger.get("/", user("ada")).status == 403)
            #expect(try stranger.get("/api/v1/status", user("ada")).status == 403)
            #expect(try stranger.get("/").status == 303)
            let twice = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Remote-User: ada\r\n"
            let answer = try proxy.exchange(
                twice + "x-remote-user: ben\r\nConnection: close\r\n\r\n"
            )
            #expect(answer.hasPrefix("HTTP/1.1 403"))

            // Somebody of two campuses is one campus's viewer at a time.
            #expect(try proxy.get("/", user("ben")).headers["location"] == "/campus")
            #expect(try proxy.get("/api/v1/held", user("ben")).status == 400)
            #expect(try proxy.get("/api/v1/held?campus=delta", user("ben")).status == 200)
            let choices = try proxy.get("/campus", user("ben"))
            #expect(choices.body.contains("value=\"delta\">delta</button>"))
            #expect(!choices.body.contains("<nav"))
            let form = user("ben", ["X-Forwarded-Proto": "https"])
            let choice = try proxy.post("/campus", "campus=delta", form)
            #expect(choice.headers["location"] == "/campuses/delta")
            let cookie = try #require(choice.headers["set-cookie"])
            #expect(cookie.hasSuffix("; Secure"))
            let chosen = user("ben", ["Cookie": String(cookie.prefix { $0 != ";" })])
            #expect(try proxy.get("/", chosen).headers["location"] == "/campuses/delta")
            let held = try proxy.get("/held", chosen).body.lowercased()
            #expect(held.contains("delta") && !held.contains("humboldt"))
            // A page that names the other campus leads on to that one's lists.
            let other = try proxy.get("/campuses/humboldt", chosen).body
            #expect(other.contains("href=\"/held?campus=humboldt\""))
            #expect(other.contains("href=\"/campus\""))
            let list = try proxy.get("/held?campus=humboldt", chosen).body.lowercased()
            #expect(list.contains("humboldt") && !list.contains("delta"))
            #expect(try proxy.get("/held?campus=humboldt", user("eve")).status == 404)
            #expect(try proxy.get("/campuses/humboldt", chosen).status == 200)
            #expect(try proxy.post("/campus", "campus=sonoma", form).status == 404)
            let forced = user("eve", ["Cookie": "bursarhub-campus=humboldt"])
            #expect(try proxy.get("/", forced).headers["location"] == "/campuses/delta")

            // A session that came over https has a cookie that only https brings back.
            let secure = ["X-Forwarded-Proto": "https", "X-Forwarded-For": "10.9.8.7, 192.0.2.7"]
            let login = try proxy.post("/login", "token=token-of-delta", secure)
            let session = try #require(login.headers["set-cookie"])
            #expect(session.hasPrefix("__Host-bursarhub="))
            #expect(session.contains("; Secure"))
            let own = try stranger.post("/login", "token=token-of-delta", secure)
            #expect(own.headers["set-cookie"]?.hasPrefix("bursarhub=") == true)
        }
    }

    @Test func `before a token is made whoever is at the machine sees all, and never again after`()
        async throws
    {
        let served = served
        try served.administer("delete from access.token")
        try await served.serve { client in
            #expect(try client.get("/").status == 200)
            #expect(try client.get("/metrics").status == 200)
            #expect(try client.get("/trace/humboldt").status == 404)
            #expect(try client.get("/", ["Host": "rebound.example"]).status == 421)
            #expect(try client.get("/api/v1/status", ["Authorization": "Bearer x"]).status == 401)

            try served.administer(
                """
                insert into access.token (name, hash, may_trace, created_by, created_at)
                values ('late', sha256('late'), false, 'a test', now())
                """
            )
            let end = MonotonicClock.now + .seconds(10)
            while try client.get("/").status == 200, MonotonicClock.now < end {}
            #expect(try client.get("/").status == 303)
            try served.administer(
                "update access.token set revoked_at = now(), revoked_by = 'a test'"
            )
            #expect(try client.get("/").status == 303)
        }
        try await served.serve { client in
            let status = try client.get("/").status
            #expect(status == 303)
        }
    }

    @Test func `who may trace finds a fee, and stands in the trail before`() async throws {
        let served = served
        let log = Told()
        try served.administer("update access.token set may_trace = true where name = 'delta'")
        try await served.serve(log: log) { client in
            func trace(_ campus: String, _ charge: String, _ name: String) throws
                -> WebClient.Answer
            {
                let token = ServedSite.tokens[name] ?? ""
                return try client.get(
                    "/trace/\(campus)?charge=\(charge)",
                    ["Authorization": "Bearer \(token)"]
                )
            }
            let found = try trace("delta", "101", "delta")
            #expect(found.status == 200, "\(log.lines)")
            #expect(found.body.contains("900000001"))
            // The consortium follows the money, not the student.
            let followed = try trace("delta", "101", "all")
            #expect(followed.status == 200)
            #expect(followed.body.contains("delta-x"))
            #expect(!followed.body.contains("900000001"))
            // A student's id that somebody types is found nowhere, and kept nowhere.
            #expect(try trace("delta", "900000001", "delta").status == 200)
            #expect(try trace("humboldt", "001", "delta").status == 404)
            #expect(try trace("nowhere", "101", "all").status == 404)
            #expect(log.lines.allSatisfy { !$0.contains("900000001") })
            let noted = try served.rows(
                "select who, coalesce(subject, '') as subject from ledger.audit where act = 'traced' order by number"
            )
            let people = try noted.map { try $0.get("who") as String }
            #expect(people == ["delta", "all", "delta"])
            let subjects = try noted.map { try $0.get("subject") as String }
            #expect(subjects == ["101", "101", "something that the hub does not know"])

            // What was purged is found by its id, and the trail does not keep that id again.
            try served.purge("delta")
            let purged = try trace("delta", "101", "delta")
            #expect(purged.status == 200, "\(log.lines)")
            #expect(purged.body.contains("delta-x2") && !purged.body.contains("900000001"))
            #expect(try trace("delta", "109", "delta").body.contains("has never read such a fee"))
            #expect(
                try served.rows(
                    "select subject from ledger.audit where act = 'traced' order by number"
                )
                .dropFirst(3).map { try $0.get("subject") as String }
                    == ["delta-x2.1", "something that the hub does not know"]
            )
            // With another key nothing would be found: it says so, and why, in the log.
            _ = try served.site.remove("keys/purge.key")
            #expect(try trace("delta", "101", "delta").status == 500)
            #expect(log.lines.last?.contains("its key `keys/purge.key` is missing") == true)
        }
    }
}

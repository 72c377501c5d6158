import Posix
import PostgreSQL
import TestSupport
import Testing

@testable import Serving

/// Who gets what from a server with a real database behind it.
@Suite struct AccessTests {
    private let served: ServedSite

    init() throws { served = try ServedSite() }

    private static func bearer(_ name: String) -> [String: String] {
        ServedSite.tokens[name].map { ["Authorization": "Bearer \($0)"] } ?? [:]
    }

    /// Path, then the status for nobody, the consortium, humboldt and delta.
    private static let table: [(path: String, statuses: [Int])] = [
        ("/", [303, 200, 303, 303]),
        ("/campuses/humboldt", [303, 200, 200, 404]),
        ("/campuses/delta", [303, 200, 404, 200]),
        ("/campuses/nowhere", [303, 404, 404, 404]),
        ("/runs", [303, 200, 200, 200]),
        ("/runs/20261120-000000-0000", [303, 404, 404, 404]),
        ("/exports/humboldt-x1", [303, 200, 200, 404]),
        ("/exports/humboldt-x99", [303, 404, 404, 404]),
        ("/outputs", [303, 200, 200, 200]),
        ("/outputs/humboldt-1", [303, 200, 200, 404]),
        ("/held", [303, 200, 200, 200]),
        ("/held/humboldt-x3", [303, 404, 404, 404]),
        ("/held/humboldt-x1", [303, 200, 200, 404]),
        ("/trace/humboldt", [303, 200, 404, 404]),
        ("/trace/nowhere", [303, 404, 404, 404]),
        ("/api/v1/status", [401, 200, 200, 200]),
        ("/api/v1/campuses/humboldt", [401, 200, 200, 404]),
        ("/api/v1/runs?limit=1", [401, 200, 200, 200]),
        ("/api/v1/runs?limit=none", [401, 400, 400, 400]),
        ("/api/v1/exports/humboldt-x1", [401, 200, 200, 404]),
        ("/api/v1/outputs?campus=humboldt", [401, 200, 200, 404]),
        ("/api/v1/outputs/humboldt-1", [401, 200, 200, 404]),
        ("/api/v1/held", [401, 200, 200, 200]),
        ("/api/v1/held/humboldt-x1", [401, 200, 200, 404]),
        ("/metrics", [401, 200, 403, 403]),
        ("/login", [200, 303, 303, 303]),
        ("/logout", [405, 405, 405, 405]),
        ("/campus", [303, 303, 303, 303]),
        ("/healthz", [200, 200, 200, 200]),
        ("/readyz", [200, 200, 200, 200]),
        ("/\(Stylesheet.name)", [200, 200, 200, 200]),
        ("/nowhere", [404, 404, 404, 404]),
        ("/api/v1/nowhere", [404, 404, 404, 404]),
    ]

    private static let headers = [
        "content-security-policy":
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'",
        "x-frame-options": "DENY", "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ]

    @Test func `everybody gets what is theirs, and every answer its headers`() async throws {
        try await served.serve { client in
            for (path, statuses) in Self.table {
                for (name, status) in zip(["", "all", "humboldt", "delta"], statuses) {
                    let answer = try client.get(path, Self.bearer(name))
                    #expect(answer.status == status, "\(path) for \(name)")
                    for (header, value) in Self.headers {
                        #expect(answer.headers[header] == value, "\(path)")
                    }
                    #expect(answer.headers["cache-control"] != nil)
                    let head = try client.request("HEAD", path, Self.bearer(name))
                    #expect(head.status == status)
                    #expect(head.body.isEmpty)
                }
                let posted = try client.post(path, "")
                #expect(
                    posted.status == 405 || path == "/login" || path == "/logout"
                        || path == "/campus" || posted.status == 404,
                    "\(path)"
                )
                #expect(
                    try client.request("DELETE", path).status == (statuses[0] == 404 ? 404 : 405)
                )
            }
            let broken = try WebClient.parse(client.exchange("NONSENSE\r\n\r\n"))
            #expect(broken.status == 400)
            #expect(broken.body.hasPrefix("This request cannot be read\n"))
            let long = ["X-Long": String(repeating: "a", count: 20_000)]
            #expect(try client.get("/", long).body.hasPrefix("This request cannot be read\n"))
            let twice = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n"
            let deceiving = try client.exchange(twice + "Connection: close\r\n\r\n")
            #expect(deceiving.hasPrefix("HTTP/1.1 421"))
            #expect(try client.get("/api").body.hasPrefix("{"))
            #expect(try client.post("/logout", "", ["Sec-Fetch-Site": "none"]).status == 403)
            #expect(try client.get("/logout").headers["allow"] == "POST")
            #expect(broken.headers["content-security-policy"] != nil)
        }
    }

    @Test func `a campus's token finds nothing of another campus, by any route`() async throws {
        let runs = try served.rows("select run from ledger.run").map { try $0.get("run") as String }
        try await served.serve { client in
            let own = Self.bearer("humboldt")
            let nothing = try client.get("/campuses/nowhere", own).withoutTime
            let nothingOfAPI = try client.get("/api/v1/campuses/nowhere", own).withoutTime
            var paths = ["campuses/delta"]
            for number in 1...4 {
                paths += ["exports/delta-x\(number)", "outputs/delta-\(number)"]
                paths += ["held/delta-x\(number)", "held/delta-f\(number)"]
            }
            for path in paths {
                #expect(try client.get("/\(path)", own).withoutTime == nothing, "\(path)")
                #expect(try client.get("/api/v1/\(path)", own).withoutTime == nothingOfAPI)
                // What is there for its own people is there.
                if path.hasSuffix("x1") || path.hasSuffix("delta-1") {
                    let seen = try client.get("/api/v1/\(path)", Self.bearer("delta")).status
                    #expect(seen == 200 || path.hasPrefix("held"))
                }
            }
            #expect(try client.get("/trace/delta?charge=1", own).withoutTime == nothing)
            let lists =
                ["status", "runs", "outputs", "held"].map { "/api/v1/\($0)" }
                + runs.map { "/api/v1/runs/\($0)" } + [
                    "/campuses/humboldt", "/runs", "/outputs", "/held",
                ]
                + runs.map { "/runs/\($0)" }
            for path in lists {
                for query in ["", "?campus=humboldt", "?limit=500"] {
                    let answer = try client.get(path + query, own)
                    #expect(answer.status == 200, "\(path)")
                    #expect(!answer.body.lowercased().contains("delta"), "\(path)")
                }
                // The consortium's answer was made just before, and after: none is mixed up.
                let all = try client.get(path, Self.bearer("all"))
                let namesCampuses = !path.hasSuffix("/runs") && path != "/campuses/humboldt"
                #expect(all.status == 200, "\(path)")
                #expect(all.body.lowercased().contains("delta") == namesCampuses, "\(path)")
            }
        }
    }

    @Test func `a token that is revoked ends within seconds, and its session with it`() async throws
    {
        let served = served
        try await served.serve { client in
            let login = try client.post("/login", "token=token-of-humboldt")
            #expect(login.status == 303)
            let field = try #require(login.headers["set-cookie"])
            #expect(field.hasPrefix("bursarhub="))
            #expect(field.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
            var session = ["Cookie": String(field.prefix { $0 != ";" })]
            #expect(!field.contains("token-of-humboldt"))
            #expect(try client.get("/campuses/humboldt", session).status == 200)
            #expect(try client.get("/campuses/delta", session).status == 404)

            // Another login of the same browser ends the session that it had.
            let again = try client.post("/login", "token=token-of-humboldt", session)
            #expect(try client.get("/campuses/humboldt", session).status == 303)
            let renewed = try #require(again.headers["set-cookie"])
            session = ["Cookie": String(renewed.prefix { $0 != ";" })]
            #expect(try client.get("/campuses/humboldt", session).status == 200)

            let other = try client.post("/login", "token=token-of-delta").headers["set-cookie"]
            let second = ["Cookie": String(try #require(other).prefix { $0 != ";" })]
            #expect(try client.post("/logout", "", second).status == 303)
            #expect(try client.get("/campuses/delta", second).status == 303)

            try served.administer(
                "update access.token set revoked_at = now(), revoked_by = 'a test' where name = 'humboldt'"
            )
            let end = MonotonicClock.now + .seconds(10)
            while try client.get("/campuses/humboldt", session).status == 200,
                MonotonicClock.now < end
            {}
            #expect(try client.get("/campuses/humboldt", session).status == 303)
            #expect(try client.get("/api/v1/status", Self.bearer("humboldt")).status == 401)
        }
    }

    @Test func `forms of other sites, and too many wrong tokens, are refused`() async throws {
        try await served.serve { client in
            let form = "token=token-of-humboldt"
            for headers in [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
                ["Sec-Fetch-Site": "none"],
            ] {
                #expect(try client.post("/login", form, headers).status == 403)
            }
            let plain = ["Content-Type": "application/x-www-form-urlencoded"]
            func post(_ origin: String?) throws -> Int {
                let origin = origin.map { ["Origin": $0] } ?? [:]
                return try client.request(
                    "POST",
                    "/login",
                    plain.merging(origin) { $1 },
                    body: form
                )
                .status
            }
            #expect(try post(nil) == 403)
            #expect(try post("null") == 403)
            #expect(try post("https://evil.example") == 403)
            #expect(try post("http://localhost") == 303)
            #expect(try client.post("/login", String(repeating: "a", count: 20_000)).status == 413)

            for _ in 0..<FailedAttempts.most {
                #expect(try client.post("/login", "token=guess").status == 401)
            }
            let stopped = try client.post("/login", "token=guess")
            #expect(stopped.status == 429)
            #expect(stopped.headers["retry-after"] == "60")
            #expect(try client.get("/api/v1/status", ["Authorization": "Bearer x"]).status == 429)
            let page = try client.get("/", ["Authorization": "Bearer x"])
            #expect(page.status == 429 && page.headers["retry-after"] == "60")
            #expect(try client.get("/api/v1/status", Self.bearer("humboldt")).status == 200)
            var elsewhere = client
            elsewhere.source = "127.0.0.9"
            #expect(try elsewhere.post("/login", "token=guess").status == 401)
        }
    }
}

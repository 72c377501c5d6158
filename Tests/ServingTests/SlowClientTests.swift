import TestSupport
import Testing

@testable import Serving

@Suite struct SlowClientTests {
    private let served: ServedSite

    init() throws { served = try ServedSite() }

    @Test func `who sends too slowly, or nothing, is cut off, and others are served meanwhile`()
        async throws
    {
        var settings = try ServedSite.settings()
        settings.idleTime = .milliseconds(300)
        settings.requestTime = .milliseconds(600)
        try await served.serve(settings) { client in
            let silent = try WebClient.Connection(to: client.port)
            let head = try WebClient.Connection(to: client.port)
            let body = try WebClient.Connection(to: client.port)
            body.send(
                "POST /login HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
                    + "Content-Length: 1000\r\n\r\ntoken="
            )
            // A byte now and then keeps neither a head nor a body alive.
            head.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            for _ in 0..<8 {
                head.send("a")
                body.send("a")
                _ = silent.rest(within: .milliseconds(100))
            }
            #expect(try client.get("/healthz").status == 200)
            for connection in [silent, head, body] {
                #expect(connection.rest(within: .seconds(10)).isClosed)
            }
            // After its answer a connection may ask again, within the idle time.
            let second = try WebClient.Connection(to: client.port)
            for _ in 0..<2 { second.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n") }
            let answers = second.rest(within: .seconds(10))
            #expect(answers.isClosed)
            #expect(answers.text.split(separator: "HTTP/1.1 200").count == 2)
        }
    }

    @Test func `too much at once is refused`() async throws {
        try await served.serve { client in
            #expect(try client.get("/" + String(repeating: "a", count: 3000)).status == 414)
            let wide = ["X-Wide": String(repeating: "a", count: 9000)]
            #expect(try client.get("/healthz", wide).status == 400)
            let many = Dictionary(uniqueKeysWithValues: (0..<70).map { ("X-\($0)", "a") })
            #expect(try client.get("/healthz", many).status == 400)
            #expect(try client.request("GET", "/healthz", body: "a").status == 413)
            let chunks = String(
                repeating: "4000\r\n\(String(repeating: "a", count: 0x4000))\r\n",
                count: 2
            )
            let head = "POST /login HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
            let answer = try client.exchange(
                head + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)0\r\n\r\n"
            )
            #expect(answer.hasPrefix("HTTP/1.1 413"))
        }
    }
}

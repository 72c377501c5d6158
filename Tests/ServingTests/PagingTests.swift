import Foundation
import TestSupport
import Testing

@testable import Serving

/// Lists over HTTP, page by page.
@Suite struct PagingTests {
    private let served: ServedSite

    init() throws { served = try ServedSite() }

    private static func bearer(_ name: String) -> [String: String] {
        ["Authorization": "Bearer \(ServedSite.tokens[name] ?? "")"]
    }

    @Test func `a list goes on by its own word in pages and in the API, each viewer's in theirs`()
        async throws
    {
        try await served.serve { client in
            func follow(_ start: String, _ key: String, _ name: String) throws -> [String] {
                var ids: [String] = []
                var path: String? = start
                while let here = path, ids.count < 50 {
                    let answer = try client.get(here, Self.bearer(name))
                    #expect(answer.status == 200, "\(here)")
                    let json = try #require(
                        JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any]
                    )
                    let items = try #require(json[key] as? [[String: Any]])
                    ids += items.compactMap { $0["id"] as? String ?? $0["run"] as? String }
                    path = json["next"] as? String
                    #expect(answer.headers["link"] == path.map { "<\($0)>; rel=\"next\"" })
                }
                return ids
            }
            for (name, held) in [("all", 4), ("humboldt", 2), ("delta", 2)] {
                let ids = try follow("/api/v1/held?limit=1", "held", name)
                #expect(ids.count == held && Set(ids).count == held)
                #expect(try follow("/api/v1/held", "held", name) == ids)
                let outputs = try follow("/api/v1/outputs?limit=1", "outputs", name)
                #expect(outputs.count == held / 2 && Set(outputs).count == held / 2)
                #expect(try follow("/api/v1/runs?limit=1", "runs", name).count == 1)
                if name != "all" {
                    #expect(try follow("/api/v1/held?limit=1&campus=\(name)", "held", name) == ids)
                    #expect(ids.allSatisfy { $0.hasPrefix(name) })
                    #expect(outputs.allSatisfy { $0.hasPrefix(name) })
                }
            }
            #expect(
                try follow("/api/v1/held?limit=1&campus=delta", "held", "all")
                    == follow("/api/v1/held", "held", "delta")
            )

            let page = try client.get("/held?limit=1", Self.bearer("humboldt"))
            #expect(page.body.contains("<h1>1 fee and 1 export wait for a person</h1>"))
            let link = try #require(page.headers["link"])
            let next = String(link.dropFirst().prefix { $0 != ">" })
            #expect(next.hasPrefix("/held?limit=1&after="))
            #expect(
                page.body.contains(
                    "<a href=\"\(next.replacing("&", with: "&amp;"))\" rel=\"next\">"
                )
            )
            #expect(page.body.contains("1 fee is not on this page"))
            let last = try client.get(next, Self.bearer("humboldt"))
            #expect(last.body.contains("humboldt-f1") && last.headers["link"] == nil)

            // A place in another campus's list leads nowhere but into one's own.
            for after in ["0.delta-1", "0.delta-x1", "0.delta-f1", "9.humboldt-f99"] {
                for list in ["outputs", "held"] {
                    for root in ["/", "/api/v1/"] {
                        let answer = try client.get(
                            "\(root)\(list)?after=\(after)",
                            Self.bearer("humboldt")
                        )
                        #expect(answer.status == 200 || answer.status == 400, "\(after)")
                        #expect(!answer.body.contains("delta"), "\(list) \(after)")
                    }
                }
            }
            for query in ["after=x", "after=1.humboldt-1.2", "after=%00", "after=-1.humboldt-x1"] {
                #expect(try client.get("/held?\(query)", Self.bearer("all")).status == 400)
                #expect(
                    try client.get("/api/v1/outputs?\(query)", Self.bearer("all")).status == 400
                )
            }
        }
    }
}

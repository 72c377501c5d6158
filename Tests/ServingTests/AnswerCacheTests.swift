import BursarModel
import Testing

@testable import Serving

@Suite struct AnswerCacheTests {
    private let cache = AnswerCache()

    private func key(_ viewer: Viewer, _ route: Route = .page(.held), _ query: String = "")
        -> AnswerCache.Key
    {
        AnswerCache.Key(
            audience: Audience(viewer),
            route: route,
            question: Question(FormText(query), on: .held)
        )
    }

    @Test func `many who ask at once cost one look`() async throws {
        let looks = Told()
        let bodies = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    let answer = try await cache.answer(key(.consortium)) {
                        looks.note("look")
                        try await Task.sleep(for: .milliseconds(20))
                        return Answer(.text, "seen")
                    }
                    return answer.text
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(bodies == ["seen"])
        #expect(looks.lines.count == 1)
    }

    @Test func `no answer comes to another viewer, route, query or right`() async throws {
        let humboldt = try #require(CampusKey("humboldt"))
        let delta = try #require(CampusKey("delta"))
        var tracer = key(.consortium)
        tracer.audience.mayTrace = true
        let keys = [
            key(.consortium), key(.campus(humboldt)), key(.campus(delta)), tracer,
            key(.consortium, .page(.outputs)), key(.consortium, .api(.held)),
            key(.consortium, .page(.held), "limit=7"),
        ]
        for (number, key) in keys.enumerated() {
            let answer = try await cache.answer(key) { Answer(.text, "\(number)") }
            #expect(answer.text == "\(number)")
        }
    }

    @Test func `what failed is asked again`() async throws {
        await #expect(throws: DatabaseBusy.self) {
            try await cache.answer(key(.consortium)) { throw DatabaseBusy() }
        }
        let answer = try await cache.answer(key(.consortium)) { Answer(.text, "now") }
        #expect(answer.text == "now")
    }
}

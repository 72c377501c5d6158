import BursarModel
import Synchronization
import Testing

@testable import Serving

@Suite struct AnswerCacheTests {
    private let cache = AnswerCache()

    private func key(_ viewer: Viewer, _ route: Route = .page(.held), _ query: [String] = [])
        -> AnswerCache.Key
    {
        AnswerCache.Key(
            audience: Audience(viewer: viewer, mayTrace: false, canLogOut: false, canChoose: false),
            route: route,
            query: query
        )
    }

    @Test func `many who ask at once cost one look`() async throws {
        let looks = Mutex(0)
        let bodies = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    let answer = try await cache.answer(key(.consortium)) {
                        looks.withLock { $0 += 1 }
                        try await Task.sleep(for: .milliseconds(20))
                        return Answer(.text, "seen")
                    }
                    return String(buffer: answer.body)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(bodies == ["seen"])
        #expect(looks.withLock(\.self) == 1)
    }

    @Test func `no answer comes to another viewer, route, query or right`() async throws {
        let humboldt = try #require(CampusKey("humboldt"))
        let delta = try #require(CampusKey("delta"))
        var tracer = key(.consortium)
        tracer.audience.mayTrace = true
        let keys = [
            key(.consortium), key(.campus(humboldt)), key(.campus(delta)), tracer,
            key(.consortium, .page(.outputs)), key(.consortium, .api(.held)),
            key(.consortium, .page(.held), ["7"]),
        ]
        for (number, key) in keys.enumerated() {
            let answer = try await cache.answer(key) { Answer(.text, "\(number)") }
            #expect(String(buffer: answer.body) == "\(number)")
        }
    }

    @Test func `what failed is asked again`() async throws {
        await #expect(throws: DatabaseBusy.self) {
            try await cache.answer(key(.consortium)) { throw DatabaseBusy() }
        }
        let answer = try await cache.answer(key(.consortium)) { Answer(.text, "now") }
        #expect(String(buffer: answer.body) == "now")
    }
}

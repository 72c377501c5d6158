import Posix

/// Answers that are younger than a second, each for the eyes it was made for.
///
/// Many who ask for the same at once wait for one answer: five hundred browsers on the overview
/// cost one look at the database. What a key holds besides the path is what the answer depends on,
/// the viewer before all, so no answer comes to another viewer.
actor AnswerCache {
    struct Key: Hashable, Sendable {
        var audience: Audience
        /// Nil: what is nowhere.
        var route: Route?
        /// What the query asks for, as far as the route reads it; nil where it reads none.
        var question: Question?
    }

    private struct Entry {
        var begun: Duration
        var isMade = false
        var answer: Task<Answer, any Error>
    }

    private static let age: Duration = .seconds(1)
    private static let mostEntries = 256

    private var entries: [Key: Entry] = [:]

    /// The answer of a key, made at most once a second; what failed is not kept.
    func answer(
        _ key: Key,
        making make: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let now = MonotonicClock.now
        if let entry = entries[key], !entry.isMade || now - entry.begun < Self.age {
            return try await entry.answer.value
        }
        if entries.count >= Self.mostEntries {
            entries = entries.filter { !$0.value.isMade }
        }
        let task = Task { try await make() }
        entries[key] = Entry(begun: now, answer: task)
        do {
            let answer = try await task.value
            entries[key]?.isMade = true
            return answer
        } catch {
            if entries[key]?.begun == now { entries[key] = nil }
            throw error
        }
    }
}

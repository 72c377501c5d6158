import Synchronization

/// What a server said, for a test to look at.
final class Told: Sendable {
    private let said = Mutex<[String]>([])

    var lines: [String] { said.withLock(\.self) }
    @Sendable func note(_ line: String) { said.withLock { $0.append(line) } }
}

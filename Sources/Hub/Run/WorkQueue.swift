import Synchronization

/// The campuses of a run in the order in which workers take them; each is taken once.
final class WorkQueue<Work: Sendable>: Sendable {
    private let waiting: Mutex<ArraySlice<Work>>

    init(_ work: [Work]) { waiting = Mutex(work[...]) }

    func next() -> Work? { waiting.withLock { $0.popFirst() } }
}

import Dispatch

/// Does what blocks on a thread that may, beside those that the server needs.
///
/// It stays in the test's own task, so that what it expects counts for that test.
enum Blocking {
    static func run(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withTaskExecutorPreference(OwnThread()) { try body() }
    }

    private final class OwnThread: TaskExecutor {
        private let queue = DispatchQueue(label: "test client")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}

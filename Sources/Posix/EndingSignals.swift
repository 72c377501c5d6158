import CPosix
import Glibc
import Synchronization

/// SIGINT, SIGTERM and SIGHUP: somebody wants this process to end.
///
/// They are blocked in every thread from the first line of `main` on, and one thread waits for
/// them: so none comes at a moment when nobody takes it, and what is done about it may lock and
/// allocate. One that the process was started to ignore, as by `nohup`, stays ignored.
///
/// They are the process's, so these are no values that could be passed around.
public enum EndingSignals {
    /// What the process does about one.
    public enum Manner: Sendable {
        /// It ends as the signal ends any program, after what `cleaning` names.
        case atOnce
        /// It makes an `EndRequest`, also when it has run for so long; and it ends, with the status
        /// of a run that somebody must look at, where the request is not met in time.
        case inOrder(deadline: Duration?)
    }

    /// Blocks them; to be called before any other thread exists.
    static func block() throws(PosixError) {
        try check(bh_block_ending_signals(), .sigprocmask)
    }

    /// Begins to wait for them, once; until then they are kept.
    public static func watch(_ manner: Manner) throws(PosixError) {
        var first = -1
        if case .inOrder(let deadline) = manner {
            endsInOrder.store(true, ordering: .releasing)
            first = deadline.map(milliseconds) ?? -1
        }
        let failure = bh_await_ending_signals({ EndingSignals.arrived($0) }, first)
        try check(failure, .pthreadCreate)
    }

    /// Has something done, while `body` works, before one of them ends the process.
    ///
    /// It is done at most once. A signal that is being dealt with already makes the caller wait for
    /// the end: what `body` would have made needs no cleaning.
    public static func cleaning<Outcome>(
        with clean: @escaping @Sendable () -> Void,
        _ body: () throws -> Outcome
    ) rethrows -> Outcome {
        let before = cleaning.withLock { current in
            defer { current = clean }
            return current
        }
        defer { cleaning.withLock { $0 = before } }
        return try body()
    }

    private static let cleaning = Mutex<(@Sendable () -> Void)?>(nil)
    private static let endsInOrder = Atomic<Bool>(false)

    /// - Returns: for how many milliseconds to wait for the next.
    private static func arrived(_ number: Int32) -> Int {
        if !endsInOrder.load(ordering: .acquiring) {
            // The lock is kept: nobody begins anything new that would have to be cleaned.
            cleaning.withLock { clean in
                clean?()
                bh_end_by_signal(number)
            }
        }
        EndRequest.make(number == 0 ? .deadline : .signal(number))
        let left = EndRequest.limit - (EndRequest.age ?? .zero)
        guard left > .zero else { endUnmet() }
        return milliseconds(left)
    }

    /// What is under way is lost, as in a crash, and the next run takes it up.
    private static func endUnmet() -> Never {
        let words = "bursarhub: it did not end in time and was stopped; the next run goes on\n"
        _ = unsafe Array(words.utf8).withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
        _exit(1)
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(min((duration / .milliseconds(1)).rounded(.up), 1e12))
    }

    private static func check(_ failure: Int32, _ call: SystemCall) throws(PosixError) {
        guard failure == 0 else {
            throw PosixError(call, Errno(rawValue: failure), path: "the ending signals")
        }
    }
}

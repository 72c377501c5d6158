import CPosix
import Glibc
import Synchronization

/// SIGINT, SIGTERM and SIGHUP: somebody wants this process to end.
///
/// They are blocked in every thread from the first line of `main` on, and one thread waits for
/// them: so none comes at a moment when nobody takes it, and what is done about it may lock and
/// allocate. One that the process was started to ignore, as by `nohup`, stays ignored. Where nobody
/// has asked to be told, a signal does what it always does.
///
/// They are the process's, so these are no values that could be passed around.
public enum EndingSignals {
    /// What to do about one, on the waiting thread; the process then ends as by the signal.
    public typealias Cleaning = @Sendable () -> Void

    /// Blocks them; to be called before any other thread exists.
    public static func block() throws(PosixError) {
        try check(bh_block_ending_signals(), .sigprocmask)
    }

    /// Begins to wait for them; until then they are kept.
    public static func watch() throws(PosixError) {
        let failure = bh_await_ending_signals { number in
            EndingSignals.arrived(number)
        }
        try check(failure, .pthreadCreate)
    }

    /// Has something done, while `body` works, before one of them ends the process.
    ///
    /// It is done at most once. A signal that is being dealt with already makes the caller wait for
    /// the end: what `body` would have made needs no cleaning.
    public static func cleaning<Outcome>(
        with clean: @escaping Cleaning,
        _ body: () throws -> Outcome
    ) rethrows -> Outcome {
        let before = cleaning.withLock { current in
            defer { current = clean }
            return current
        }
        defer { cleaning.withLock { $0 = before } }
        return try body()
    }

    private static let cleaning = Mutex<Cleaning?>(nil)

    private static func arrived(_ number: Int32) -> Int {
        // The lock is kept: nobody begins anything new that would have to be cleaned.
        cleaning.withLock { clean in
            clean?()
            bh_end_by_signal(number)
        }
    }

    private static func check(_ failure: Int32, _ call: SystemCall) throws(PosixError) {
        guard failure == 0 else {
            throw PosixError(call, Errno(rawValue: failure), path: "the ending signals")
        }
    }
}

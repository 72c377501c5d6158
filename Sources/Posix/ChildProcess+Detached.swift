import Glibc

extension ChildProcess {
    /// A program that goes on when we end.
    public struct Detached: Hashable, Sendable {
        public let id: Int32

        /// Its status once it has ended; nil while it runs, and for one that somebody else started.
        ///
        /// As long as we live, one that has ended stays in the list of processes until it is asked.
        public func status() -> Status? { ChildProcess.status(of: id, options: WNOHANG) }
    }

    /// Starts it in a session of its own: no terminal's signal reaches it, and our end is not its
    /// end.
    ///
    /// It reads nothing; `standardInput` and `outputLimit` do not count.
    /// Both its outputs go to `log`. It and what it starts hold `kept` open, as number 3: a lock on
    /// that file lasts until the last of them has ended.
    public func startDetached(
        log: borrowing FileDescriptor,
        keeping kept: borrowing FileDescriptor
    ) throws(ChildProcessError) -> Detached {
        let id = try ChildProcessStart(self).start(
            input: nil,
            output: log.number,
            error: log.number,
            keeping: kept.number,
            inOwnSession: true
        )
        return Detached(id: id)
    }
}

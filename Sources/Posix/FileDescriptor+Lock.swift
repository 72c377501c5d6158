import Glibc

extension FileDescriptor {
    /// Locks the open file against every other who locks it, until it is closed.
    ///
    /// - Returns: false when somebody else held the lock for as long as `patience` says.
    public func lock(patience: Duration) throws(PosixError) -> Bool {
        let deadline = MonotonicClock.now + patience
        while flock(number, LOCK_EX | LOCK_NB) != 0 {
            let error = PosixError(.flock, path: path)
            guard error.errno == .wouldBlock || error.errno == .interrupted else { throw error }
            if MonotonicClock.now >= deadline { return false }
            usleep(10_000)
        }
        return true
    }
}

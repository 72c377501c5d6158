import Glibc

extension Folder {
    /// Locks the folder against every other who locks it, until this value ends, or its process.
    ///
    /// - Returns: false where somebody else holds the lock.
    public func lock() throws(PosixError) -> Bool {
        while flock(number, LOCK_EX | LOCK_NB) != 0 {
            let error = PosixError(.flock, path: path)
            if error.errno == .wouldBlock { return false }
            guard error.errno == .interrupted else { throw error }
        }
        return true
    }
}

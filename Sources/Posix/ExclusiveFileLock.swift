import Glibc

/// A file that one holder at a time has locked, on one machine.
///
/// It is let go when this value ends, and by the kernel for a process that dies. The file itself
/// stays: removing it would let two processes lock two files of one name.
public struct ExclusiveFileLock: ~Copyable, Sendable {
    private let file: FileDescriptor

    /// Locks a file, which is made where it is missing.
    ///
    /// It tries for as long as `patience` says, and gives nil when somebody else held the lock all
    /// that time, or when the process is to end.
    public static func take(
        _ name: FileName,
        in folder: Folder,
        patience: Duration = .zero
    ) throws(PosixError) -> ExclusiveFileLock? {
        let deadline = MonotonicClock.now + patience
        let path = folder.path(of: name)
        let number = try Folder.opened(path: path) {
            unsafe openat(
                folder.number,
                name.terminated,
                O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                0o600
            )
        }
        let file = FileDescriptor(adopting: number, path: path)
        while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
            let error = PosixError(.flock, path: path)
            guard error.errno == .wouldBlock || error.errno == .interrupted else { throw error }
            if MonotonicClock.now >= deadline || EndRequest.isMade { return nil }
            usleep(10_000)
        }
        return ExclusiveFileLock(file: file)
    }

    /// Lets go; calling it at the end also keeps the lock held until then.
    public consuming func release() {}

    private init(file: consuming FileDescriptor) { self.file = file }
}

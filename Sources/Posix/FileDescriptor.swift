import Glibc

/// An open file, closed exactly once.
///
/// Interrupted and short calls are repeated until all is done. A file that was written is closed
/// by `close()`, which reports what the disk says; without it, it is closed silently, which is
/// right for a file that was only read or that is thrown away.
public struct FileDescriptor: ~Copyable, Sendable {
    /// As it was opened, for messages.
    public let path: String
    /// Linux's number, lent for a call; -1 once closed.
    public private(set) var number: Int32
    private var failedSync: PosixError?

    /// Takes over a descriptor that nobody else closes.
    public init(adopting number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    deinit {
        if number >= 0 { _ = Glibc.close(number) }
    }

    /// Closes the file and reports what was still to be said of its content.
    public consuming func close() throws(PosixError) {
        let closing = number
        number = -1
        // Not repeated, whatever it says: Linux has freed the number by then.
        guard Glibc.close(closing) == 0 else { throw PosixError(.close, path: path) }
    }

    public func status() throws(PosixError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw PosixError(.fstat, path: path) }
        return FileStatus(status)
    }
}

extension FileDescriptor {
    /// Waits until the content and its length are on the disk.
    ///
    /// After a failure the kernel forgets which pages were lost, and a second call would lie: so
    /// it is not made, the first failure is thrown again, and the file is to be written anew.
    public mutating func synchronize() throws(PosixError) {
        try synchronize(.fsync) { fsync($0) }
    }

    /// The same without the file's times.
    public mutating func synchronizeContent() throws(PosixError) {
        try synchronize(.fdatasync) { fdatasync($0) }
    }

    private mutating func synchronize(
        _ call: SystemCall,
        by sync: (Int32) -> Int32
    ) throws(PosixError) {
        if let failedSync { throw failedSync }
        while sync(number) != 0 {
            let error = PosixError(call, path: path)
            guard error.errno == .interrupted else {
                failedSync = error
                throw error
            }
        }
    }

    public func truncate(to size: Int64) throws(PosixError) {
        while ftruncate(number, off_t(size)) != 0 {
            let error = PosixError(.ftruncate, path: path)
            guard error.errno == .interrupted else { throw error }
        }
    }

    public func setMode(_ mode: UInt32) throws(PosixError) {
        guard fchmod(number, mode) == 0 else { throw PosixError(.fchmod, path: path) }
    }

    public func setGroup(_ group: UInt32) throws(PosixError) {
        let ownerAsItIs = uid_t.max
        guard fchown(number, ownerAsItIs, group) == 0 else {
            throw PosixError(.fchown, path: path)
        }
    }
}

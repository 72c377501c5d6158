/// A system call that failed: which, on what, and why.
///
/// It carries a path and nothing of a file's content, so it is fit for messages and logs.
public struct PosixError: Error, Hashable, Sendable {
    public let call: SystemCall
    public let errno: Errno
    /// What it was called for, escaped: a stranger's name for a file cannot act on a terminal.
    public let path: String

    public init(_ call: SystemCall, _ errno: Errno, path: String) {
        self.call = call
        self.errno = errno
        self.path = FileName.escaped(Array(path.utf8))
    }

    /// The error of the call that has just failed in this thread.
    init(_ call: SystemCall, path: String) {
        self.init(call, .current, path: path)
    }
}

extension PosixError: CustomStringConvertible {
    public var description: String { "cannot \(call.deed) \(path): \(errno)" }
}

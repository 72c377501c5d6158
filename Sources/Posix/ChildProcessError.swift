/// Why a program did not come to an end of its own; nothing that the program said.
public struct ChildProcessError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case notStarted(Errno)
        case noPipe(Errno)
        /// It was killed, with its process group.
        case deadlineExceeded(Duration)
        /// Somebody else in this process asked for the status of all children.
        case statusLost
    }

    public let executable: String
    public let reason: Reason

    public init(_ executable: String, _ reason: Reason) {
        self.executable = executable
        self.reason = reason
    }
}

extension ChildProcessError: CustomStringConvertible {
    public var description: String {
        switch reason {
        case .notStarted(let errno): "cannot start \(executable): \(errno)"
        case .noPipe(let errno): "cannot make a pipe to \(executable): \(errno)"
        case .deadlineExceeded(let deadline):
            "\(executable) did not end within \(deadline) and was killed"
        case .statusLost: "the status of \(executable) was lost"
        }
    }
}

extension ChildProcess {
    /// How a program ended.
    public enum Status: Hashable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    /// What a program left when it ended.
    public struct Outcome: Sendable {
        public let status: Status
        public let standardOutput: [UInt8]
        public let standardError: [UInt8]
        /// An output was longer than its limit, and its end is missing here.
        public let isCut: Bool

        public var succeeded: Bool { status == .exited(0) }

        /// The outputs as texts; what is not UTF-8 is replaced.
        public var outputText: String { String(decoding: standardOutput, as: UTF8.self) }
        public var errorText: String { String(decoding: standardError, as: UTF8.self) }
    }
}

extension ChildProcess.Status: CustomStringConvertible {
    public var description: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .killed(let signal): "signal \(signal)"
        }
    }
}

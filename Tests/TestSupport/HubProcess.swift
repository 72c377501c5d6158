import Glibc
public import Posix

/// The command as it was built together with the tests that run, run as a program of its own.
public enum HubProcess {
    /// What the command left when it ended.
    public struct Outcome: Sendable {
        public let status: ChildProcess.Status
        public let output: String
        public let messages: String

        /// The exit status; nil where a signal ended it.
        public var exit: Int32? {
            guard case .exited(let status) = status else { return nil }
            return status
        }

        public var wasKilled: Bool { status == .killed(signal: SIGKILL) }

        /// Standard output, which is to be one JSON value and nothing else.
        public var json: JSON {
            get throws { try JSON(output) }
        }
    }

    /// Beside the test bundle; `BURSARHUB_COMMAND` names another.
    public static let path: String = {
        if let path = unsafe getenv("BURSARHUB_COMMAND") { return unsafe String(cString: path) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let length = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                unsafe characters.baseAddress.map { start in
                    unsafe readlink("/proc/self/exe", start, characters.count)
                } ?? 0
            }
        }
        let bundle = String(decoding: buffer.prefix(max(0, length)), as: UTF8.self)
        return bundle.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/bursarhub"
    }()

    /// Runs the command to its end, with nothing of our environment but what it needs to start.
    public static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: String = "",
        deadline: Duration = .seconds(60)
    ) throws -> Outcome {
        var inherited = ChildProcess.inherited("PATH")
        inherited["SWIFT_BACKTRACE"] = "enable=no"
        let outcome = try ChildProcess(
            path,
            arguments,
            environment: inherited.merging(environment) { _, given in given },
            standardInput: Array(input.utf8),
            outputLimit: 1 << 24
        ).run(deadline: deadline)
        return Outcome(
            status: outcome.status,
            output: outcome.outputText,
            messages: outcome.errorText
        )
    }

    /// Runs a shell's command line, in which `$0` is the command and `$1` the first argument.
    public static func shell(
        _ line: String,
        _ arguments: [String],
        deadline: Duration = .seconds(60)
    ) throws -> Outcome {
        let outcome = try ChildProcess("/bin/sh", ["-c", line, path] + arguments)
            .run(deadline: deadline)
        return Outcome(
            status: outcome.status,
            output: outcome.outputText,
            messages: outcome.errorText
        )
    }
}

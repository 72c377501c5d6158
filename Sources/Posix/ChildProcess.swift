import CPosix
import Glibc

/// Another program, run without a shell, to its end or to a deadline.
///
/// It begins with nothing of ours: only the environment given here, no open file but its three
/// streams, no blocked or ignored signal, and a process group of its own, which ends with it.
public struct ChildProcess: Sendable {
    /// A path, or a name that is looked for along our own `PATH`.
    public var executable: String
    public var arguments: [String]
    /// All of its environment; see `inherited`.
    public var environment: [String: String]
    public var standardInput: [UInt8]
    /// For each of the two outputs, in bytes: what is beyond it is read and dropped.
    public var outputLimit: Int

    public init(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String] = ChildProcess.inherited("PATH"),
        standardInput: [UInt8] = [],
        outputLimit: Int = 1 << 20
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.standardInput = standardInput
        self.outputLimit = outputLimit
    }

    /// Those of our own environment variables that are set.
    public static func inherited(_ names: String...) -> [String: String] {
        var environment: [String: String] = [:]
        for name in names {
            if let value = unsafe getenv(name) { environment[name] = unsafe String(cString: value) }
        }
        return environment
    }

    /// Runs it, feeds it and reads it; ends when it ends, whatever its own children hold open.
    ///
    /// Where this process is to end, the deadline is what is left until then.
    ///
    /// - Throws: `ChildProcessError` where it could not be started, or was killed at the deadline.
    ///   A program that came to an end of its own is no error, whatever its status.
    public func run(deadline: Duration) throws(ChildProcessError) -> Outcome {
        try run(deadline: deadline, keepsOutput: true) { _ in true }
    }

    /// The same, with its standard output handed over piece by piece, however long it is.
    ///
    /// Where the reader says false the program is ended; its reason is the caller's to keep.
    public func run(
        deadline: Duration,
        handingOver reader: ([UInt8]) -> Bool
    ) throws(ChildProcessError) -> Outcome {
        try run(deadline: deadline, keepsOutput: false, reader)
    }

    private func run(
        deadline: Duration,
        keepsOutput: Bool,
        _ reader: ([UInt8]) -> Bool
    ) throws(ChildProcessError) -> Outcome {
        let end = MonotonicClock.now + deadline
        var streams = try ChildProcessStreams(for: self)
        let process = try ChildProcessStart(self).start(
            input: streams.childInput,
            output: streams.childOutput,
            error: streams.childError
        )
        streams.closeChildEnds()
        let ending = bh_process_descriptor(process)
        defer { if ending >= 0 { close(ending) } }

        while !ChildProcess.hasEnded(process) {
            let left = EndRequest.shortened(end - MonotonicClock.now)
            guard left > .zero else {
                _ = kill(-process, SIGKILL)
                _ = ChildProcess.status(of: process, options: 0)
                throw ChildProcessError(executable, .deadlineExceeded(deadline))
            }
            // Before Linux 5.3 the end does not show in poll and is looked for by the clock.
            let slice = ending < 0 ? .milliseconds(20) : EndRequest.slice
            streams.move(waiting: min(left, slice), for: ending)
            if !keepsOutput, !streams.handOver(to: reader) { _ = kill(-process, SIGKILL) }
        }
        _ = kill(-process, SIGKILL)  // what it started; until it is reaped the number stays its own
        while MonotonicClock.now < end, streams.move(waiting: .zero, for: -1) {
            if !keepsOutput, !streams.handOver(to: reader) { break }
        }
        guard let status = ChildProcess.status(of: process, options: 0) else {
            throw ChildProcessError(executable, .statusLost)
        }
        return Outcome(
            status: status,
            standardOutput: streams.output,
            standardError: streams.error,
            isCut: streams.isCut
        )
    }

    /// Whether it has ended; it stays to be asked for its status.
    private static func hasEnded(_ process: pid_t) -> Bool {
        var information = unsafe siginfo_t()
        let options = WEXITED | WNOHANG | WNOWAIT
        let result = unsafe waitid(P_PID, id_t(process), &information, options)
        return unsafe result == 0 && information._sifields._sigchld.si_pid == process
    }

    /// The status of one that has ended; nil for one that has not, or is not our child.
    static func status(of process: pid_t, options: Int32) -> Status? {
        var status: Int32 = 0
        while true {
            let result = unsafe waitpid(process, &status, options)
            if result == process {
                let exit = bh_exit_status(status)
                return exit >= 0 ? .exited(exit) : .killed(signal: bh_ending_signal(status))
            }
            if result == 0 || errno != EINTR { return nil }
        }
    }
}

import Glibc
public import Posix
import Synchronization

extension HubProcess {
    /// The command while it runs; it is killed with this value.
    public final class Running: Sendable {
        public let id: Int32
        private let process: ChildProcess.Detached
        private let folder: ScratchFolder
        /// Told once by the system, and kept.
        private let ended = Mutex<ChildProcess.Status?>(nil)

        /// Starts it in a session of its own; standard output and messages go to one file.
        public convenience init(
            _ arguments: [String],
            environment: [String: String] = [:]
        ) throws {
            let folder = try ScratchFolder()
            let log = try folder.folder.createFile(FileName("log"))
            try self.init(arguments, environment: environment, output: log, in: folder)
        }

        /// The same, with standard output and messages going where a test wants them.
        public init(
            _ arguments: [String],
            environment: [String: String] = [:],
            output: borrowing FileDescriptor,
            in folder: ScratchFolder
        ) throws {
            self.folder = folder
            var inherited = ChildProcess.inherited("PATH")
            inherited["SWIFT_BACKTRACE"] = "enable=no"
            process = try ChildProcess(
                HubProcess.path,
                arguments,
                environment: inherited.merging(environment) { _, given in given }
            ).startDetached(log: output, keeping: output)
            id = process.id
        }

        /// The exit status once it has ended; nil where a signal ended it, or it did not end.
        public func exit(within patience: Duration = .seconds(60)) -> Int32? {
            guard case .exited(let status)? = status(within: patience) else { return nil }
            return status
        }

        deinit {
            guard status == nil else { return }
            _ = kill(-id, SIGKILL)
            while status == nil { usleep(1000) }
        }

        /// What it has written so far.
        public var output: String { get throws { try folder.text(of: "log") } }

        public func send(_ signal: Int32) { _ = kill(id, signal) }

        /// Waits for its end; nil where it has not come by then.
        public func status(within patience: Duration = .seconds(60)) -> ChildProcess.Status? {
            let end = MonotonicClock.now + patience
            while MonotonicClock.now < end {
                if let status { return status }
                usleep(1000)
            }
            return nil
        }

        private var status: ChildProcess.Status? {
            ended.withLock { ended in
                ended = ended ?? process.status()
                return ended
            }
        }

        /// Waits until the process is stopped, as by a failpoint.
        public func waitUntilStopped() throws {
            try wait(for: "it to stop") { self.state == "T" }
        }

        /// Waits until something has come about while it runs.
        public func wait(for words: String, _ isReached: () throws -> Bool) throws {
            let end = MonotonicClock.now + .seconds(60)
            while try !isReached() {
                guard MonotonicClock.now < end, !hasEnded else {
                    throw WaitedInVain(words: words, output: try output)
                }
                usleep(1000)
            }
        }

        private var hasEnded: Bool { state == "Z" || state == nil }

        /// One letter, as in `ps`.
        private var state: Character? {
            let number = unsafe open("/proc/\(id)/stat", O_RDONLY | O_CLOEXEC)
            guard number >= 0 else { return nil }
            var bytes = [UInt8](repeating: 0, count: 512)
            let count = unsafe read(number, &bytes, bytes.count)
            close(number)
            let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
            return text.split(separator: ")").last?.dropFirst().first
        }
    }

    /// What a test waited for did not come about.
    public struct WaitedInVain: Error {
        public let words: String
        public let output: String
    }
}

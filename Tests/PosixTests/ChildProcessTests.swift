import Glibc
import Posix
import Testing

@Suite struct ChildProcessTests {
    private func run(
        _ script: String,
        input: [UInt8] = [],
        environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        limit: Int = 1 << 20,
        deadline: Duration = .seconds(20)
    ) throws -> ChildProcess.Outcome {
        try ChildProcess(
            "/bin/sh",
            ["-c", script, "sh", "a b", "$x"],
            environment: environment,
            standardInput: input,
            outputLimit: limit
        ).run(deadline: deadline)
    }

    @Test func `its outputs and its status come back apart`() throws {
        let outcome = try run("echo out; echo err >&2; exit 7")
        #expect(outcome.status == .exited(7))
        #expect(!outcome.succeeded)
        #expect(outcome.outputText == "out\n")
        #expect(outcome.errorText == "err\n")
        #expect(!outcome.isCut)
        #expect(try run("kill -TERM $$").status == .killed(signal: SIGTERM))
        #expect(try run("true").succeeded)
    }

    @Test func `arguments pass as they are, without a shell between`() throws {
        #expect(try run("printf '%s|' \"$@\"").outputText == "a b|$x|")
    }

    @Test func `its environment is what was given and nothing else`() throws {
        let outcome = try ChildProcess("/usr/bin/env", environment: ["A": "b=c"])
            .run(deadline: .seconds(5))
        #expect(outcome.outputText == "A=b=c\n")
        #expect(Array(ChildProcess.inherited("PATH", "BURSARHUB_MISSING").keys) == ["PATH"])
    }

    @Test func `a program is found along the path, and one that is missing is an error`() throws {
        #expect(try ChildProcess("true").run(deadline: .seconds(5)).succeeded)
        let error = try #require(throws: ChildProcessError.self) {
            try ChildProcess("/nowhere/program").run(deadline: .seconds(5))
        }
        #expect(error.reason == .notStarted(.noEntry))
        #expect("\(error)".hasPrefix("cannot start /nowhere/program: "))
    }

    @Test func `a megabyte goes through it and comes back whole`() throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let outcome = try run("cat", input: bytes)
        #expect(outcome.standardOutput == bytes)
    }

    @Test func `a program that does not read its input ends as it likes`() throws {
        let bytes = [UInt8](repeating: 0, count: 1_000_000)
        #expect(try run("exec 0<&-; sleep 0.1; exit 3", input: bytes).status == .exited(3))
    }

    @Test func `an output that is too long is cut and says so`() throws {
        let outcome = try run("head -c 100000 /dev/zero; echo end >&2", limit: 1000)
        #expect(outcome.standardOutput.count == 1000)
        #expect(outcome.isCut)
        #expect(outcome.status == .exited(0))
        #expect(outcome.errorText == "end\n")
    }

    @Test func `at the deadline it is killed with all it started`() throws {
        let start = MonotonicClock.now
        let error = try #require(throws: ChildProcessError.self) {
            try run("sleep 30 & sleep 30", deadline: .milliseconds(200))
        }
        #expect(error.reason == .deadlineExceeded(.milliseconds(200)))
        #expect(MonotonicClock.now - start < .seconds(5))
    }

    @Test func `a program that closed its outputs is waited for`() throws {
        #expect(try run("exec >&- 2>&-; sleep 0.2; exit 5").status == .exited(5))
    }

    @Test func `what it leaves running does not hold us up`() throws {
        let start = MonotonicClock.now
        let outcome = try run("sleep 30 & echo done")
        #expect(outcome.outputText == "done\n")
        #expect(MonotonicClock.now - start < .seconds(5))
    }

    @Test func `it inherits none of our files, no blocked signal and a group of its own`() throws {
        let file = unsafe open("/dev/null", O_RDONLY)  // without O_CLOEXEC
        defer { close(file) }
        var pipeSignal = sigset_t()
        unsafe sigemptyset(&pipeSignal)
        unsafe sigaddset(&pipeSignal, SIGUSR1)
        var before = sigset_t()
        unsafe pthread_sigmask(SIG_BLOCK, &pipeSignal, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        let files = try run("ls /proc/$$/fd").outputText
        #expect(files == "0\n1\n2\n")
        // Above the 31 signals there are two of glibc's own.
        let masks = try ChildProcess("sed", ["-n", "s/Sig[BI][lg][kn]:\t//p", "/proc/self/status"])
            .run(deadline: .seconds(5)).outputText
        for mask in masks.split(separator: "\n") {
            #expect((UInt64(mask, radix: 16) ?? 1) & 0x7FFF_FFFF == 0)
        }
        #expect(masks.count == 34)
        let group = try run("ps -o pgid= -p $$ | tr -d ' '; echo $$").outputText
        let numbers = group.split(separator: "\n")
        #expect(numbers.count == 2 && numbers[0] == numbers[1])
    }

    @Test func `many at once do not wait for each other`() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask { try run("echo \(number)").outputText == "\(number)\n" }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test func `a detached program has its own session and keeps what it was given`() throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe pipe(&ends) == 0)
        let reading = FileDescriptor(adopting: ends[0], path: "pipe")
        let writing = FileDescriptor(adopting: ends[1], path: "pipe")
        let script = "ps -o sid= -p $$ | tr -d ' '; echo $$; echo kept >&3; exit 4"
        let child = try ChildProcess("/bin/sh", ["-c", script])
            .startDetached(log: writing, keeping: writing)
        try writing.close()
        var text = ""
        var bytes = [UInt8](repeating: 0, count: 100)
        while case let count = try reading.read(into: &bytes), count > 0 {
            text += String(decoding: bytes.prefix(count), as: UTF8.self)
        }
        #expect(text == "\(child.id)\n\(child.id)\nkept\n")
        var status = child.status()
        let deadline = MonotonicClock.now + .seconds(5)
        while status == nil, MonotonicClock.now < deadline { status = child.status() }
        #expect(status == .exited(4))
        #expect(child.status() == nil, "it was asked for already")
    }
}

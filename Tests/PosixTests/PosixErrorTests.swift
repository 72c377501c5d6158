import Posix
import Testing

@Suite struct PosixErrorTests {
    @Test func `an error says what was to be done, on what, and why not`() {
        let error = PosixError(.openat, .permissionDenied, path: "inbox/humboldt")
        #expect("\(error)" == "cannot open inbox/humboldt: permission denied (EACCES)")
    }

    @Test func `a path cannot act on a terminal`() {
        let error = PosixError(.openat, .noEntry, path: "inbox/\u{1b}[2J\n")
        #expect("\(error)" == "cannot open inbox/\\x1b[2J\\x0a: it does not exist (ENOENT)")
    }

    @Test func `an errno that we have no words for has glibc's`() {
        #expect("\(Errno(rawValue: 116))" == "stale file handle (ESTALE)")
        #expect("\(Errno(rawValue: 4095))" == "unknown error (errno 4095)")
    }

    @Test(arguments: SystemCall.allCases)
    func `every call is told in words`(call: SystemCall) {
        let message = "\(PosixError(call, .inputOutput, path: "x"))"
        #expect(message.hasPrefix("cannot ") && message.hasSuffix("an error (EIO)"))
    }

    @Test func `a file dated to the end of time does not overflow`() {
        let late = FileTime(seconds: .max, nanoseconds: 999_999_999)
        #expect(late.microseconds == .max)
        #expect(FileTime(seconds: .min).microseconds == .min)
        #expect(FileTime(seconds: .min).elapsed(since: late) < .zero)
        #expect(FileTime(seconds: 2, nanoseconds: 5000).microseconds == 2_000_005)
        #expect(
            late > FileTime(seconds: 5)
                && FileTime(seconds: 5, nanoseconds: 1) > FileTime(seconds: 5)
        )
    }

    @Test func `the clocks move forward`() {
        let (monotonic, wall) = (MonotonicClock.now, WallClock.now)
        #expect(MonotonicClock.now >= monotonic)
        #expect(wall.seconds > 1_700_000_000)
    }
}

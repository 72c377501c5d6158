import Glibc
import Posix
import PostgreSQL
import TestSupport
import Testing

/// Runs with little of what a process needs.
@Suite struct NarrowProcessTests {
    private static let consortium = (1...23).map {
        CampusDeclaration("campus-" + String(UnicodeScalar(UInt8(96 + $0))))
    }

    private func run(_ evening: Evening, _ line: String, _ more: String...) throws
        -> HubProcess.Outcome
    {
        try HubProcess.shell(line, evening.site.runWords + more)
    }

    @Test func `F27 a run of 23 campuses gets by with 64 open files`() throws {
        let evening = try Evening(Self.consortium, exports: 1, fees: 3)
        let run = try run(evening, "ulimit -n 64; exec \"$0\" \"$@\"", "--jobs", "8")
        #expect(run.exit == 0 || run.exit == 1 || run.exit == 3)
        try evening.expectWhole(after: evening.collect())
    }

    @Test func `F32 a run of 23 campuses gets by with one processor`() throws {
        let evening = try Evening(Self.consortium, exports: 1, fees: 3)
        let run = try run(
            evening,
            "LIBDISPATCH_COOPERATIVE_POOL_STRICT=1 exec taskset -c 0 \"$0\" \"$@\""
        )
        #expect(run.exit == 0)
        try evening.expectWhole(after: evening.collect())
    }

    /// Less than the program itself needs, a little more, and enough.
    @Test(arguments: [128, 160, 192, 256, 1024])
    func `F28 a run without memory ends cleanly`(mebibytes: Int) throws {
        let evening = try Evening(exports: 1)
        let run = try run(
            evening,
            "exec prlimit --as=\(mebibytes << 20) \"$0\" \"$@\"",
            "--deadline",
            "20"
        )
        let ends: [Int32] = [0, 1, 3, 70, 127]
        #expect(ends.contains(run.exit ?? -1), "\(run.status) \(run.messages)")
        try evening.expectWhole(after: evening.collect())
    }

    @Test func `F29 a thousand signals a second change nothing`() throws {
        let evening = try Evening(fees: 40)
        let run = try evening.site.beginRun("--jobs", "2")
        let harmless = [SIGCHLD, SIGSTOP, SIGCONT, SIGWINCH, SIGSTOP, SIGCONT, SIGURG]
        var sent = 0
        while run.status(within: .milliseconds(1)) == nil, sent < 60_000 {
            run.send(harmless[sent % harmless.count])
            sent += 1
        }
        run.send(SIGCONT)
        #expect(run.exit() == 0)
        #expect(sent > 10)
        try evening.expectWhole(after: evening.collect())
    }

    @Test func `F60 a reader that never reads does not keep a run from its end`() throws {
        let evening = try Evening()
        let site = evening.site
        var ends: [Int32] = [-1, -1]
        #expect(unsafe pipe(&ends) == 0)
        let reader = FileDescriptor(adopting: ends[0], path: "reader")
        let writer = FileDescriptor(adopting: ends[1], path: "writer")
        _ = fcntl(reader.number, F_SETFD, FD_CLOEXEC)
        _ = fcntl(writer.number, F_SETFD, FD_CLOEXEC)
        _ = fcntl(writer.number, F_SETFL, O_NONBLOCK)
        let filling = [UInt8](repeating: 0, count: 4096)
        while unsafe write(writer.number, filling, filling.count) > 0 {}
        _ = fcntl(writer.number, F_SETFL, 0)
        let run = try HubProcess.Running(site.runWords, output: writer, in: ScratchFolder())
        try run.wait(for: "the end of its work") {
            let row = try site.database?.connect()
                .query("select count(*) as count from ledger.run where state = 'finished'").first
            return try row?.get("count") == Int64(1)
        }
        run.send(SIGTERM)
        #expect(run.exit() == 0)
        #expect(try site.scratch.names(in: "home/summary").contains("latest"))
        _ = fcntl(reader.number, F_GETFD)
        try evening.expectWhole(after: evening.collect())
    }

    @Test func `F60 streams that are closed, or whose reader is gone, harm nothing`() throws {
        for streams in ["<&- >&- 2>&-", "2>&1 | true"] {
            let evening = try Evening(exports: 1)
            let run = try run(evening, "\"$0\" \"$@\" \(streams)")
            #expect(run.exit == 0)
            #expect(run.output == "" && run.messages == "")
            let whole = try evening.collect()
            #expect(whole.count == 2)
            try evening.expectWhole(after: whole)
        }
    }
}

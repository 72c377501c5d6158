import Glibc
import Posix
import TestSupport
import Testing

@Suite struct FileDescriptorTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func `what was written is read back, from any place`() throws {
        var file = try scratch.folder.createFile(FileName("output"))
        try file.write(Array("header??\n".utf8))
        try file.write(Array("a line\n".utf8).span)
        try file.write(Array("42".utf8), at: 6)
        try file.synchronize()
        #expect(try file.bytes(at: 0, count: 100) == Array("header42\na line\n".utf8))
        #expect(try file.bytes(at: 9, count: 6) == Array("a line".utf8))
        #expect(try file.bytes(at: 99, count: 6) == [])
        try file.truncate(to: 8)
        try file.synchronizeContent()
        try file.close()
        #expect(try scratch.text(of: "output") == "header42")
    }

    @Test func `reading goes on until the end`() throws {
        try scratch.write("abcde", to: "export")
        let file = try scratch.folder.openFile(FileName("export"))
        var read: [UInt8] = []
        var buffer: [UInt8] = [0, 0, 0]
        while true {
            let count = try file.read(into: &buffer)
            if count == 0 { break }
            read += buffer.prefix(count)
        }
        #expect(read == Array("abcde".utf8))
    }

    @Test func `a full disk is an error of the write that met it`() throws {
        let file = FileDescriptor(
            adopting: unsafe open("/dev/full", O_WRONLY | O_CLOEXEC),
            path: "full"
        )
        let expected = PosixError(.write, .noSpace, path: "full")
        #expect(throws: expected) { try file.write(Array("fee".utf8)) }
        #expect("\(expected)" == "cannot write full: the disk is full (ENOSPC)")
    }

    @Test func `a close that fails is an error`() throws {
        let file = FileDescriptor(adopting: 999_999_999, path: "file")  // never open
        do {
            try file.close()
            Issue.record("a file that is not open was closed")
        } catch {
            #expect(error == PosixError(.close, Errno(rawValue: EBADF), path: "file"))
        }
    }

    @Test func `after a failed sync the descriptor is never synced again`() throws {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        var file = FileDescriptor(adopting: ends[1], path: "output")
        defer { _ = close(ends[0]) }
        let failure = PosixError(.fsync, .invalid, path: "output")  // a pipe cannot be synced
        var failures: [PosixError] = []
        do { try file.synchronize() } catch { failures.append(error) }
        // From here on a sync of this number would succeed.
        let healthy = unsafe open(scratch.path + "/healthy", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        #expect(dup2(healthy, file.number) == file.number)
        _ = close(healthy)
        do { try file.synchronize() } catch { failures.append(error) }
        do { try file.synchronizeContent() } catch { failures.append(error) }
        #expect(failures == [failure, failure, failure])
    }

    @Test func `the status tells what an export must be`() throws {
        try scratch.write("abc", to: "export")
        try scratch.makeHardLink("second", to: "export")
        let before = WallClock.now
        let file = try scratch.folder.openFile(FileName("export"))
        let status = try file.status()
        #expect(status.kind == .file)
        #expect(status.size == 3)
        #expect(status.linkCount == 2)
        #expect(status.mode == 0o600)
        #expect(status.device == (try scratch.folder.status().device))
        #expect(before.elapsed(since: status.modified) < .seconds(60))
    }

    @Test func `a mode is set as asked`() throws {
        let file = try scratch.folder.createFile(FileName("export"))
        try file.setMode(0o400)
        #expect(try file.status().mode == 0o400)
    }
}

import BursarModel
import Posix
import Testing

@testable import Locations

@Suite struct SFTPEntryTests {
    // 2026-03-01 12:00 UTC
    private let now = FileTime(seconds: 1_772_366_400)

    @Test func `a recent file has its minute`() throws {
        let entry = try #require(
            self.entry("-rw-r--r--    ? 1000     1000          277 Feb 28 21:30 SJ-1-2.xml")
        )
        #expect(entry.isRegular)
        #expect(entry.size == 277)
        #expect(entry.name == "SJ-1-2.xml")
        #expect(entry.modified.rfc3339 == "2026-02-28T21:30:00Z")
    }

    @Test func `a day that is still ahead lies in the year before`() {
        let line = "-rw-r--r--    1 root     root            0 Dec 31 23:59 a"
        #expect(entry(line)?.modified.rfc3339 == "2025-12-31T23:59:00Z")
    }

    @Test func `an old file has its day`() {
        let line = "-rw-r--r--    ? root     root            0 Jan  1  2020 old.xml"
        #expect(entry(line)?.modified.rfc3339 == "2020-01-01T00:00:00Z")
    }

    @Test func `owners with blanks and names with blanks are no trouble`() {
        let line = "-rw-rw----    1 alma svc domain users     1234 Mar  1 11:00  two  blanks "
        #expect(entry(line)?.size == 1234)
        #expect(entry(line)?.name == " two  blanks ")
    }

    @Test(arguments: ["drwxr-xr-x", "lrwxrwxrwx", "prw-r--r--", "srwxr-xr-x"])
    func `what is no file is told apart`(mode: String) {
        #expect(entry("\(mode)    ? 0 0 11 Nov 22 21:30 link")?.isRegular == false)
    }

    @Test(arguments: [
        "", "line", "Remote working directory: /x", "-rw-r--r-- ? 0 0 x Nov 22 21:30 a",
        "-rw-r--r-- ? 0 0 5 Nov 31 21:30 a", "-rw-r--r-- ? 0 0 5 Nov 22 24:30 a",
        "-rw-r--r-- ? 0 0 5 Nov 22 21:30 ", "-rw-r--r-- ? 0 0 5 Nov 22 21:30",
        "-rw-r--r-- ? 0 0 -5 Nov 22 21:30 a", "total 5",
    ])
    func `a line that lists nothing is none`(line: String) {
        #expect(entry(line) == nil)
    }

    @Test func `names cannot end a command or begin another`() throws {
        #expect(SFTPBatch.quoted("a b*[1]?") == "\"a b*[1]?\"")
        #expect(SFTPBatch.quoted("q\"uo\\te") == "\"q\\\"uo\\\\te\"")
        for unfit in ["", "a\nrm b", "a\rb", "a\0b", "a\u{7f}", "a\u{85}"] {
            #expect(SFTPBatch.quoted(unfit) == nil)
        }
        var batch = SFTPBatch()
        #expect(throws: SFTPBatch.Failure.self) { try batch.remove("a\n!id") }
        #expect(batch.text == "")
    }

    private func entry(_ line: String) -> SFTPEntry? { SFTPEntry(line: line, now: now) }
}

import Posix
import TestSupport
import Testing

@Suite struct RenameTests {
    private let scratch: ScratchFolder
    private let staging: Folder
    private let outbox: Folder

    init() throws {
        scratch = try ScratchFolder()
        staging = try scratch.folder.folderMadeIfMissing(FileName("staging"))
        outbox = try scratch.folder.folderMadeIfMissing(FileName("outbox"))
    }

    @Test func `an output moves onto a free name`() throws {
        try scratch.write("charges", to: "staging/a.e7")
        #expect(
            staging.renameOntoFreeName(FileName("a.e7"), to: outbox, as: FileName("a")) == nil
        )
        #expect(try scratch.text(of: "outbox/a") == "charges")
        #expect(try scratch.names(in: "staging") == [])
    }

    @Test func `a waiting output is never replaced`() throws {
        try scratch.write("today", to: "staging/a.e7")
        try scratch.write("yesterday", to: "outbox/a")
        let verdict = staging.renameOntoFreeName(
            FileName("a.e7"),
            to: outbox,
            as: FileName("a")
        )
        #expect(verdict == .exists)
        #expect(try scratch.text(of: "outbox/a") == "yesterday")
        #expect(try scratch.text(of: "staging/a.e7") == "today")
    }

    @Test func `a missing source is told apart from a taken target`() throws {
        try scratch.write("yesterday", to: "outbox/a")
        let verdict = staging.renameOntoFreeName(
            FileName("a.e7"),
            to: outbox,
            as: FileName("a")
        )
        #expect(verdict == .noEntry)
    }

    @Test func `a removed folder looks like a missing source, so its links must be counted`() throws
    {
        try scratch.write("today", to: "staging/a.e7")
        try scratch.folder.removeFolder(FileName("outbox"))
        let verdict = staging.renameOntoFreeName(
            FileName("a.e7"),
            to: outbox,
            as: FileName("a")
        )
        #expect(verdict == .noEntry)
        #expect(try outbox.status().linkCount == 0)
    }

    @Test func `a plain rename replaces what has the name`() throws {
        try scratch.write("new", to: "staging/a")
        try scratch.write("old", to: "outbox/a")
        try staging.rename(FileName("a"), to: outbox, as: FileName("a"))
        #expect(try scratch.text(of: "outbox/a") == "new")
        #expect(throws: PosixError(.renameat, .noEntry, path: "\(scratch.path)/staging/a")) {
            try staging.rename(FileName("a"), to: outbox, as: FileName("a"))
        }
    }
}

import Glibc
import Posix
import TestSupport
import Testing

@testable import Locations

@Suite struct ArchiveIntakeTests {
    private let scratch: ScratchFolder
    private let archive: Folder

    init() throws {
        scratch = try ScratchFolder()
        archive = try scratch.folder.folderMadeIfMissing(FileName("archive"))
        try scratch.write("<a>fees</a>", to: "export")
        // An edit shows in the times only if the clock has moved on since the one before.
        let old = timespec(tv_sec: 1_700_000_000, tv_nsec: 0)
        try #require(unsafe utimensat(AT_FDCWD, "\(scratch.path)/export", [old, old], 0) == 0)
    }

    enum Meddling: CaseIterable {
        case nothing, edited, grown, cut, linked, removed
    }

    @Test(arguments: Meddling.allCases)
    func `F37 a source that somebody touched while it was copied is not what was copied`(
        meddling: Meddling
    ) throws {
        let intake = try ArchiveIntake(of: FileName("export"), into: archive, epoch: 7)
        let source = try scratch.folder.openFile(FileName("export"))
        let before = try source.status()
        let copy = try intake.create()
        let copied = try intake.fill(copy, from: source)
        #expect(copied.size == 11 && copied.end == .closed)
        switch meddling {
        case .nothing: break
        case .edited: try scratch.write("<a>FEES</a>", to: "export")
        case .grown: try scratch.write("<a>fees</a>\n", to: "export")
        case .cut: try scratch.write("", to: "export")
        case .linked: try scratch.makeHardLink("second", to: "export")
        case .removed: try scratch.folder.removeFile(FileName("export"))
        }
        #expect(try intake.reexamine(source, against: before) == (meddling == .nothing))
    }

    @Test func `a copy that is not kept leaves nothing, whatever stopped it`() throws {
        try beginAndStop()
        #expect(try scratch.names(in: "archive") == [])
    }

    private func beginAndStop() throws {
        let intake = try ArchiveIntake(of: FileName("export"), into: archive, epoch: 7)
        let copy = try intake.create()
        let source = try scratch.folder.openFile(FileName("export"))
        _ = try intake.fill(copy, from: source)
        #expect(try scratch.names(in: "archive").count == 1)
    }

    @Test func `what a killed run left is swept by its epoch`() throws {
        try scratch.write("half", to: "archive/.taking-1.e6")
        #expect(try archive.sweep(olderThan: 7) == [FileName(".taking-1.e6")])
    }
}

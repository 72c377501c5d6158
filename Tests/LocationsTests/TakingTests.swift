import BursarModel
import Digests
import Glibc
import Locations
import Posix
import TestSupport
import Testing

@Suite struct TakingTests {
    private let scratch: ScratchFolder
    private let location: FolderLocation
    private let archive: Folder
    private let export = "<?xml version=\"1.0\"?><xml-fragment>fees</xml-fragment>"

    init() throws {
        scratch = try ScratchFolder()
        let inbox = try scratch.folder.folderMadeIfMissing(FileName("inbox"))
        location = FolderLocation(inbox, address: "inbox")
        archive = try scratch.folder.folderMadeIfMissing(FileName("archive"))
        try scratch.write(export, to: "inbox/SJ-1-2.xml")
    }

    @Test func `an export is kept under its digest, read-only, and stays where it was`() throws {
        let sha256 = SHA256Digest(of: export)
        let expected = "\(sha256.hex)-SJ-1-2.xml"
        let taken = TakenFile(
            archivedAs: try #require(FileName(expected)),
            sha256: sha256,
            size: Int64(export.utf8.count)
        )
        #expect(try take(try arrival()) == .taken(taken))
        #expect(try scratch.names(in: "archive") == [expected])
        #expect(try scratch.text(of: "archive/\(expected)") == export)
        #expect(try archive.status(of: taken.archivedAs)?.mode == 0o400)
        #expect(try scratch.text(of: "inbox/SJ-1-2.xml") == export)
        #expect(ArchiveName.sha256(of: taken.archivedAs) == sha256)
    }

    @Test func `a large export is hashed as it is copied`() throws {
        let bytes = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try scratch.write(bytes, to: "inbox/SJ-1-2.xml")
        guard case .taken(let taken) = try take(try arrival(), accepting: .any) else {
            Issue.record("not taken")
            return
        }
        #expect(taken.sha256 == SHA256Digest(of: bytes))
        #expect(taken.size == 700_001)
        #expect(try archive.openFile(taken.archivedAs).sha256() == taken.sha256)
    }

    @Test func `the same bytes taken again are one file of the archive`() throws {
        let first = try take(try arrival())
        let inode = try archive.status(of: kept(first))?.inode
        #expect(try take(try arrival()) == first)
        #expect(try archive.status(of: kept(first))?.inode == inode)
        #expect(try scratch.names(in: "archive").count == 1)
    }

    @Test func `a damaged copy in the archive is replaced by the good one`() throws {
        let first = try take(try arrival())
        let name = try kept(first)
        try archive.removeFile(name)
        try scratch.write("bit rot", to: "archive/\(name.shown)")
        #expect(try take(try arrival()) == first)
        #expect(try scratch.text(of: "archive/\(name.shown)") == export)
    }

    @Test func `F35 an export that was replaced since the look is not taken`() throws {
        let looked = try arrival()
        try scratch.write(export, to: "inbox/new")
        try scratch.move("inbox/new", to: "inbox/SJ-1-2.xml")
        #expect(try take(looked) == .changed)
        guard case .taken = try take(try arrival()) else {
            Issue.record("the new one was not taken")
            return
        }
    }

    @Test func `F36 an export that grew, was cut or was dated since the look is not taken`() throws
    {
        let looked = try arrival()
        try scratch.write(export + "\n", to: "inbox/SJ-1-2.xml")
        #expect(try take(looked) == .changed)
        try scratch.write("<xml", to: "inbox/SJ-1-2.xml")
        #expect(try take(looked) == .changed)
        #expect(try scratch.names(in: "archive") == [])
    }

    @Test func `F36 an export that is gone, or became a link, is told so`() throws {
        let looked = try arrival()
        try scratch.move("inbox/SJ-1-2.xml", to: "elsewhere")
        #expect(try take(looked) == .gone)
        #expect(try location.end(of: looked) == .open)
        try scratch.makeLink("inbox/SJ-1-2.xml", to: "../elsewhere")
        #expect(try take(looked) == .changed)
        try scratch.folder.removeFile(FileName("elsewhere"))
        #expect(try scratch.names(in: "archive") == [])
    }

    @Test func `a second name for an export keeps it from being taken`() throws {
        let looked = try arrival()
        try scratch.makeHardLink("second", to: "inbox/SJ-1-2.xml")
        #expect(try take(looked) == .changed)
    }

    @Test func `an open end is taken only when asked for`() throws {
        try scratch.write("<xml-fragment>", to: "inbox/SJ-1-2.xml")
        #expect(try take(try arrival()) == .open)
        #expect(try scratch.names(in: "archive") == [])
        guard case .taken = try take(try arrival(), accepting: .any) else {
            Issue.record("not taken")
            return
        }
    }

    @Test func `an archive that cannot be written is an error and leaves nothing`() throws {
        let looked = try arrival()
        let gone = try scratch.folder.folderMadeIfMissing(FileName("gone"))
        try scratch.folder.removeFolder(FileName("gone"))
        #expect(throws: LocationError.self) {
            try location.take(looked, into: gone, epoch: 7, accepting: .closed)
        }
    }

    @Test func `what is removed from the location is the file that was published`() throws {
        let looked = try arrival()
        #expect(try location.leave(looked, .leave) == .done)
        #expect(try scratch.names(in: "inbox") == ["SJ-1-2.xml"])
        #expect(try location.leave(looked, .remove) == .done)
        #expect(try scratch.names(in: "inbox") == [])
        #expect(try location.leave(looked, .remove) == .gone)
    }

    @Test func `a new export under an old name stays`() throws {
        let looked = try arrival()
        try scratch.write("another export", to: "inbox/SJ-1-2.xml")
        #expect(try location.leave(looked, .remove) == .changed)
        #expect(try location.leave(looked, .move(to: FileName("processed"))) == .changed)
        #expect(try scratch.text(of: "inbox/SJ-1-2.xml") == "another export")
    }

    @Test func `a published export moves aside and replaces none there`() throws {
        let processed = AfterPublication.move(to: FileName("processed"))
        #expect(try location.leave(try arrival(), processed) == .done)
        #expect(try scratch.text(of: "inbox/processed/SJ-1-2.xml") == export)
        try scratch.write("another", to: "inbox/SJ-1-2.xml")
        #expect(try location.leave(try arrival(), processed) == .stays(.exists))
        #expect(try scratch.text(of: "inbox/processed/SJ-1-2.xml") == export)
        #expect(try scratch.text(of: "inbox/SJ-1-2.xml") == "another")
    }

    private func arrival() throws -> Arrival {
        let codes = [try #require(ProfileCode("SJ"))]
        return try #require(location.arrivals(codes: codes).arrivals.first)
    }

    private func take(
        _ arrival: Arrival,
        accepting end: AcceptedEnd = .closed
    ) throws -> TakeOutcome {
        try location.take(arrival, into: archive, epoch: 7, accepting: end)
    }

    private func kept(_ outcome: TakeOutcome) throws -> FileName {
        guard case .taken(let file) = outcome else { throw PosixError(.open, .noEntry, path: "") }
        return file.archivedAs
    }
}

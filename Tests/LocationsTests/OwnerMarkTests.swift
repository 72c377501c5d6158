import Locations
import Posix
import TestSupport
import Testing

@Suite struct OwnerMarkTests {
    private let scratch: ScratchFolder
    private let owner = OwnerMark(home: "home-1", database: "7000000001")

    init() throws { scratch = try ScratchFolder() }

    @Test func `a folder is marked once and known again`() throws {
        #expect(try owner.found(in: scratch.folder) == nil)
        #expect(try owner.claim(scratch.folder) == .marked)
        #expect(try owner.claim(scratch.folder) == .ours)
        #expect(try scratch.names() == [".bursarhub"])
        #expect(try scratch.names(in: ".bursarhub") == ["owner"])
        #expect(try scratch.folder.status(of: FileName(".bursarhub"))?.mode == 0o700)
    }

    @Test func `another home or another database is foreign and changes nothing`() throws {
        _ = try owner.claim(scratch.folder)
        let before = try scratch.text(of: ".bursarhub/owner")
        for other in [
            OwnerMark(home: "home-2", database: "7000000001"),
            OwnerMark(home: "home-1", database: "7000000002"),
        ] {
            #expect(try other.claim(scratch.folder) == .foreign(owner))
        }
        #expect(try scratch.text(of: ".bursarhub/owner") == before)
    }

    @Test(arguments: ["", "home x", "home x\ndatabase y", "home x\ndatabase y\nmore\n"])
    func `a mark that cannot be read is nobody's and not ours`(text: String) throws {
        _ = try scratch.folder.folderMadeIfMissing(FileName(".bursarhub"))
        try scratch.write(text, to: ".bursarhub/owner")
        #expect(try owner.claim(scratch.folder) == .damaged)
    }

    @Test func `relative paths are made below the home and absolute ones must be there`() throws {
        let made = try FolderPlace.open("inbox/humboldt", home: scratch.folder)
        #expect(made.path == "\(scratch.path)/inbox/humboldt")
        #expect(try FolderPlace.open(made.path, home: scratch.folder).path == made.path)
        #expect(throws: LocationError.self) {
            try FolderPlace.open("\(scratch.path)/missing", home: scratch.folder)
        }
        for bad in ["../x", "", "a//b"] {
            #expect(throws: LocationError.badPath(bad)) {
                try FolderPlace.open(bad, home: scratch.folder)
            }
        }
    }
}

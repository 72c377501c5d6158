import BursarModel
import Digests
import Locations
import Posix
import TestSupport
import Testing

/// The way back from a folder that is an outbox.
@Suite struct RecallTests {
    private let scratch: ScratchFolder
    private let home: Folder
    private let outbox: FolderOutbox
    private let name: FileName = FileName("a.dat")
    private let output: RecalledOutput
    private let owner = OwnerMark(home: "home-1", database: "7000000001")

    init() throws {
        scratch = try ScratchFolder()
        home = try scratch.folder.folderMadeIfMissing(FileName("home"))
        outbox = try FolderOutbox(
            FolderPlace.open("outbox/humboldt", home: home),
            address: "outbox/humboldt",
            campus: try #require(CampusKey("humboldt")),
            home: home,
            owner: owner
        )
        output = try #require(RecalledOutput(name, output: 17, home: "home-1"))
    }

    @Test func `an output moves from the outbox into the staging folder`() throws {
        try scratch.write("charges", to: "home/outbox/humboldt/a.dat")
        #expect(outbox.recall(output) == .recalled)
        #expect(try scratch.text(of: "home/staging/humboldt/a.dat.r17") == "charges")
        #expect(try outbox.isGone(name))
        #expect(outbox.recall(output) == .recalledEarlier)
        try outbox.forget(output)
        try outbox.forget(output)
        #expect(outbox.recall(output) == .collected)
    }

    @Test func `what has the name after an output was taken back is left alone`() throws {
        try scratch.write("charges", to: "home/outbox/humboldt/a.dat")
        #expect(outbox.recall(output) == .recalled)
        try scratch.write("not ours", to: "home/outbox/humboldt/a.dat")
        #expect(outbox.recall(output) == .recalledEarlier)
        #expect(try scratch.text(of: "home/staging/humboldt/a.dat.r17") == "charges")
        #expect(try scratch.text(of: "home/outbox/humboldt/a.dat") == "not ours")
        #expect(outbox.putBack(output) == .exists)
    }

    @Test func `a missing output is not collected where the staging folder is not this home's`()
        throws
    {
        let foreign = try #require(RecalledOutput(name, output: 17, home: "home-2"))
        #expect(outbox.recall(foreign) == .unknown(.noEntry))
        try scratch.write(
            "home home-2\ndatabase 7000000001\n",
            to: "home/staging/humboldt/.bursarhub/owner"
        )
        #expect(outbox.recall(output) == .unknown(.noEntry))
    }

    @Test func `a missing output is not collected where its folder was removed`() throws {
        let parent = try home.folder(FileName("outbox"))
        try parent.folder(FileName("humboldt")).removeFolder(FileName(".bursarhub"))
        try parent.removeFolder(FileName("humboldt"))
        #expect(outbox.recall(output) == .unknown(.noEntry))
        #expect(try !outbox.isGone(name))
    }

    @Test func `a look tells the output from anything else under its name`() throws {
        let sha256 = SHA256Digest(of: "charges").bytes
        #expect(try outbox.look(under: name, for: sha256) == .gone)
        try scratch.write("charges", to: "home/outbox/humboldt/a.dat")
        #expect(try outbox.look(under: name, for: sha256) == .same)
        #expect(try outbox.look(under: name, for: []) == .other)
        try scratch.makeLink("home/outbox/humboldt/b.dat", to: "a.dat")
        #expect(try outbox.look(under: FileName("b.dat"), for: sha256) == .other)
    }

    @Test func `a name in staging tells its output`() {
        #expect(RecalledOutput.output(of: output.recalledName) == 17)
        for other: StaticString in ["a.dat", "a.dat.e7", "a.r", "a.r-1", "a.r0", "r5", "a.rx"] {
            #expect(RecalledOutput.output(of: FileName(other)) == nil)
        }
    }
}

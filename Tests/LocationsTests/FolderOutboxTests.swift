import BursarModel
import Glibc
import Locations
import Posix
import TestSupport
import Testing

@Suite struct FolderOutboxTests {
    private let scratch: ScratchFolder
    private let home: Folder
    private let outboxFolder: Folder
    private let owner = OwnerMark(home: "home-1", database: "7000000001")

    init() throws {
        scratch = try ScratchFolder()
        home = try scratch.folder.folderMadeIfMissing(FileName("home"))
        outboxFolder = try FolderPlace.open("outbox/humboldt", home: home)
    }

    @Test func `an output moves from the home's staging folder into the outbox`() throws {
        let outbox = try outbox()
        try scratch.write("charges", to: "home/staging/humboldt/a.dat.e7")
        try outbox.prepare(output)
        #expect(outbox.publish(output) == .published)
        #expect(try scratch.text(of: "home/outbox/humboldt/a.dat") == "charges")
        #expect(try outbox.wasDelivered(output))
        #expect(outbox.publish(output) == .publishedEarlier)
    }

    @Test func `nothing but outputs is seen in an outbox`() throws {
        let outbox = try outbox()
        #expect(try outbox.probe() == .fit)
        let visible = try scratch.names(in: "home/outbox/humboldt").filter { !$0.hasPrefix(".") }
        #expect(visible == [])
        #expect(try scratch.names(in: "home/outbox/humboldt/.bursarhub") == [])
        #expect(try scratch.names(in: "home/staging/humboldt") == [".bursarhub", "tmp"])
    }

    @Test func `an outbox belongs to one hub`() throws {
        let outbox = try outbox()
        #expect(try outbox.claim(for: owner) == .marked)
        let other = OwnerMark(home: "home-1", database: "7000000002")
        #expect(try outbox.claim(for: other) == .foreign(owner))
    }

    @Test func `a collected output counts as published earlier`() throws {
        let outbox = try outbox()
        try stage()
        #expect(outbox.publish(output) == .published)
        try outboxFolder.removeFile(FileName("a.dat"))
        #expect(outbox.publish(output) == .publishedEarlier)
        #expect(try !outbox.wasDelivered(output))
    }

    @Test func `F24 an output whose name is taken stays staged`() throws {
        let outbox = try outbox()
        try stage()
        try scratch.write("yesterday", to: "home/outbox/humboldt/a.dat")
        #expect(outbox.publish(output) == .targetExists)
        #expect(try scratch.text(of: "home/staging/humboldt/a.dat.e7") == "charges")
        #expect(try scratch.text(of: "home/outbox/humboldt/a.dat") == "yesterday")
    }

    @Test func `a missing staged file is in doubt where another home planned it`() throws {
        let foreign = StagedOutput(
            stagedName: FileName("a.dat.e7"),
            name: FileName("a.dat"),
            size: 7,
            home: "home-2"
        )
        #expect(try outbox().publish(foreign) == .inDoubt(.noEntry))
    }

    @Test func `a missing staged file is in doubt where the staging folder is not ours`() throws {
        let outbox = try outbox()
        try scratch.write(
            "home home-2\ndatabase 7000000001\n",
            to: "home/staging/humboldt/.bursarhub/owner"
        )
        #expect(outbox.publish(output) == .inDoubt(.noEntry))
        #expect(try outbox.probe() == .foreignStaging)
    }

    @Test(arguments: ["home/outbox/humboldt", "home/staging/humboldt"])
    func `a missing staged file is in doubt where a folder was removed`(path: String) throws {
        let outbox = try outbox()
        try remove(path)
        #expect(outbox.publish(output) == .inDoubt(.noEntry))
    }

    @Test func `a missing staged file is in doubt where the other staging folder has it`() throws {
        let other = "home/outbox/humboldt/.bursarhub"
        _ = try outboxFolder.folderMadeIfMissing(
            at: try #require(RelativePath(".bursarhub/staging/humboldt"))
        )
        let outbox = try outbox()
        try scratch.write("charges", to: "\(other)/staging/humboldt/a.dat.e7")
        #expect(outbox.publish(output) == .inDoubt(.noEntry))
    }

    @Test(.enabled(if: TestFolders.otherParent != nil, "needs a second file system"))
    func `an outbox on another file system has its staging folder inside`() throws {
        let other = try #require(try Self.otherFileSystem)
        let name = try #require(FileName("bh-\(UInt64.random(in: 0...UInt64.max))"))
        let far = try other.folderMadeIfMissing(name)
        defer { removeTree(name, in: other) }
        let outbox = try FolderOutbox(
            far,
            address: far.path,
            campus: try humboldt(),
            home: home,
            owner: owner
        )
        #expect(outbox.staging.staged.path == "\(far.path)/.bursarhub/staging/humboldt")
        #expect(try outbox.probe() == .fit)
        var staged = try outbox.staging.staged.createFile(FileName("a.dat.e7"))
        try staged.synchronize()
        #expect(outbox.publish(output) == .published)
        #expect(
            try far.list(limit: 10).names.sorted() == [FileName(".bursarhub"), FileName("a.dat")]
        )
    }

    @Test(.enabled(if: getegid() == 0, "needs the right to give files to a group"))
    func `a group may collect and pass, and nobody else may anything`() throws {
        let group = try #require(OutboxGroup(name: "daemon"))
        let number = try #require(GroupName.number(of: "daemon"))
        try group.openWay(from: home, to: try #require(RelativePath("outbox/humboldt")))
        let outbox = try outbox(group: group)
        try stage()
        try outbox.prepare(output)
        #expect(outbox.publish(output) == .published)
        try outbox.prepare(output)  // gone from staging: nothing to do
        #expect(try outboxFolder.status().mode == 0o2770)
        #expect(try outboxFolder.status().group == number)
        let published = try outboxFolder.status(of: FileName("a.dat"))
        #expect(published?.mode == 0o660 && published?.group == number)
        #expect(try home.status().mode == 0o710)
        #expect(try home.status().group == number)
        #expect(try home.status(of: FileName("outbox"))?.mode == 0o710)
        #expect(try home.status(of: FileName("staging"))?.mode == 0o700)
        let other = try #require(OutboxGroup(name: "bin"))
        #expect(throws: LocationError.otherGroupOnTheWay(home.path)) {
            try other.openWay(from: home, to: try #require(RelativePath("outbox/chico")))
        }
    }

    @Test func `an unknown group is none`() {
        #expect(OutboxGroup(name: "no such group here") == nil)
    }

    private var output: StagedOutput {
        StagedOutput(
            stagedName: FileName("a.dat.e7"),
            name: FileName("a.dat"),
            size: 7,
            home: "home-1"
        )
    }

    private func humboldt() throws -> CampusKey { try #require(CampusKey("humboldt")) }

    private func outbox(group: OutboxGroup? = nil) throws -> FolderOutbox {
        try FolderOutbox(
            outboxFolder,
            address: "outbox/humboldt",
            campus: try humboldt(),
            home: home,
            owner: owner,
            group: group
        )
    }

    private func stage() throws {
        try scratch.write("charges", to: "home/staging/humboldt/a.dat.e7")
    }

    private func remove(_ path: String) throws {
        let way = try #require(RelativePath(path))
        let last = try #require(way.names.last)
        let parent = try scratch.folder.folder(
            at: try #require(RelativePath(way.names.dropLast().map(\.shown).joined(separator: "/")))
        )
        removeTree(last, in: parent)
    }

    private func removeTree(_ name: FileName, in folder: Folder) {
        do {
            let inside = try folder.folder(name)
            for entry in try inside.list(limit: 1000).names {
                if try inside.status(of: entry)?.kind == .folder {
                    removeTree(entry, in: inside)
                } else {
                    try inside.removeFile(entry)
                }
            }
            try folder.removeFolder(name)
        } catch {
            Issue.record("\(error)")
        }
    }

    private static var otherFileSystem: Folder? {
        get throws { try TestFolders.otherParent.map { try Folder.open($0) } }
    }
}

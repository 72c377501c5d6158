import Dispatch
import Posix
import Synchronization
import TestSupport
import Testing

@Suite struct FolderTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private var folder: Folder { scratch.folder }

    @Test func `a new file is the hub's alone and never an old one`() throws {
        try folder.createFile(FileName("output")).close()
        #expect(try folder.status(of: FileName("output"))?.mode == 0o600)
        #expect(throws: PosixError(.openat, .exists, path: "\(scratch.path)/output")) {
            try folder.createFile(FileName("output")).close()
        }
    }

    @Test func `a link that several replace at once is replaced by each`() throws {
        let failures = Mutex(0)
        let folder = folder
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do {
                for _ in 1...50 {
                    try folder.replaceLink(FileName("latest"), pointingTo: FileName("run"))
                }
            } catch {
                failures.withLock { $0 += 1 }
            }
        }
        #expect(failures.withLock { $0 } == 0)
        #expect(try folder.status(of: FileName("latest"))?.kind == .link)
    }

    @Test func `a link is examined as itself and never followed`() throws {
        try scratch.write("secret", to: "target")
        try scratch.makeLink("link", to: "target")
        #expect(try folder.status(of: FileName("link"))?.kind == .link)
        let refused = PosixError(.openat, .link, path: "\(scratch.path)/link")
        #expect(throws: refused) { try folder.openFile(FileName("link")).close() }
        #expect(throws: PosixError.self) { try folder.createFile(FileName("link")).close() }
        try scratch.makeLink("dangling", to: "nowhere")
        #expect(throws: PosixError.self) { try folder.createFile(FileName("dangling")).close() }
        #expect(try folder.status(of: FileName("nowhere")) == nil)
    }

    @Test func `a link to a folder is no folder`() throws {
        _ = try folder.folderMadeIfMissing(FileName("real"))
        try scratch.makeLink("linked", to: "real")
        #expect(throws: PosixError.self) { try Folder.open("\(scratch.path)/linked") }
        #expect(throws: PosixError.self) { try folder.folder(FileName("linked")) }
        #expect(throws: PosixError.self) { try folder.folderMadeIfMissing(FileName("linked")) }
    }

    @Test func `a pipe is opened without waiting for its other end`() throws {
        try scratch.makePipe("pipe")
        let pipe = try folder.openFile(FileName("pipe"))
        #expect(try pipe.status().kind == .pipe)
    }

    @Test func `missing folders on the way are made for the hub alone`() throws {
        let path = try #require(RelativePath("archive/humboldt/2026"))
        #expect(throws: PosixError.self) { try folder.folder(at: path) }
        let made = try folder.folderMadeIfMissing(at: path)
        #expect(made.path == "\(scratch.path)/archive/humboldt/2026")
        #expect(try made.status().mode == 0o700)
        #expect(try folder.status(of: FileName("archive"))?.mode == 0o700)
        #expect(try folder.folder(at: path).status().inode == made.status().inode)
        #expect(try folder.folderMadeIfMissing(at: path).status().inode == made.status().inode)
    }

    @Test func `a link on the way down stops it`() throws {
        _ = try folder.folderMadeIfMissing(at: try #require(RelativePath("real/humboldt")))
        try scratch.makeLink("inbox", to: "real")
        let path = try #require(RelativePath("inbox/humboldt"))
        #expect(throws: PosixError.self) { try folder.folder(at: path) }
        #expect(throws: PosixError.self) { try folder.folderMadeIfMissing(at: path) }
    }

    @Test func `every name is listed once, whatever its bytes`() throws {
        let odd = try #require(FileName(bytes: [0xff, 0x0a, 0x2d]))
        try folder.createFile(odd).close()
        for name in ["a.xml", "A.XML", "-rf", ".hidden", String(repeating: "n", count: 255)] {
            try scratch.write("", to: name)
        }
        let listing = try folder.list(limit: 100)
        #expect(!listing.isCut)
        #expect(listing.names.count == 6)
        #expect(Set(listing.names).count == 6)
        #expect(listing.names.contains(odd))
    }

    @Test func `a listing is bounded and says so`() throws {
        for number in 1...5 { try scratch.write("", to: "\(number)") }
        #expect(try folder.list(limit: 5).isCut == false)
        let cut = try folder.list(limit: 4)
        #expect(cut.isCut)
        #expect(cut.names.count == 4)
    }

    @Test func `a handle stays with its folder when the path leads elsewhere`() throws {
        let inbox = try folder.folderMadeIfMissing(FileName("inbox"))
        try scratch.write("real", to: "inbox/export")
        try scratch.move("inbox", to: "moved")
        try scratch.makeLink("inbox", to: "/etc")
        #expect(try inbox.list(limit: 10).names == [FileName("export")])
    }

    @Test func `a folder that was removed has no link left`() throws {
        let gone = try folder.folderMadeIfMissing(FileName("gone"))
        #expect(try gone.status().linkCount > 0)
        try folder.removeFolder(FileName("gone"))
        #expect(try gone.status().linkCount == 0)
    }

    @Test func `removing says whether the file was there`() throws {
        try scratch.write("", to: "file")
        #expect(try folder.removeFileIfPresent(FileName("file")))
        #expect(try !folder.removeFileIfPresent(FileName("file")))
        #expect(throws: PosixError(.unlinkat, .noEntry, path: "\(scratch.path)/file")) {
            try folder.removeFile(FileName("file"))
        }
    }

    @Test func `free space is told in bytes`() throws {
        #expect(try folder.freeBytes() > 0)
        try folder.synchronize()
    }
}

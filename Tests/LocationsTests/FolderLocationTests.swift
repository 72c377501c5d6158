import BursarModel
import Glibc
import Locations
import Posix
import TestSupport
import Testing

@Suite struct FolderLocationTests {
    private let scratch: ScratchFolder
    private let location: FolderLocation

    init() throws {
        scratch = try ScratchFolder()
        location = FolderLocation(scratch.folder, address: "inbox/san-jose")
    }

    @Test func `exports are listed oldest first, by name, time and bytes`() throws {
        for name in [
            "SJ-9-1700000000.xml", "SJ-1-1700000000000.xml", "SJ-3-1600000000.xml",
            "SJ-2-1700000001.xml", "SJ-8-1700000000.xml",
        ] {
            try scratch.write("<a/>", to: name)
            try date(name, seconds: 1_790_000_000)
        }
        try date("SJ-9-1700000000.xml", seconds: 1_780_000_000)
        #expect(
            try list().arrivals.map(\.name.text) == [
                "SJ-3-1600000000.xml", "SJ-9-1700000000.xml", "SJ-1-1700000000000.xml",
                "SJ-8-1700000000.xml", "SJ-2-1700000001.xml",
            ]
        )
    }

    @Test func `other names are ignored, each once, and stray XML is pointed out`() throws {
        let names = [
            "-rf", "$(id)", "`id`", "a\nb", "CON", "x.", ".hidden", ".hidden.xml", "x.xml.part",
            "SJS-1-2.xml", "other.XML", String(repeating: "n", count: 255),
            "SJ-1-2.xml~", "SJ-1-2.xml.Part", "SJ-1-2.XML.tmp", "SJ-1-2.xml.filepart",
            ".SJ-1-2.xml",
            "SJ-1-2\u{e}xml", ".xml",
        ]
        for name in names { try scratch.write("", to: name) }
        let odd = try #require(FileName(bytes: [0xff, 0xfe]))
        try scratch.folder.createFile(odd).close()
        let listing = try list()
        #expect(listing.arrivals.isEmpty && listing.refused.isEmpty)
        #expect(Set(listing.ignored.map(\.name.shown)).count == names.count + 1)
        #expect(listing.ignored.count == names.count + 1)
        let stray = listing.ignored.filter(\.isUnclaimedXML).map(\.name.shown)
        #expect(stray == ["SJS-1-2.xml", "other.XML"])
    }

    @Test func `the hub's own mark is nothing that lies in a location`() throws {
        let owner = OwnerMark(home: "h", database: "d")
        #expect(try owner.claim(scratch.folder) == .marked)
        #expect(try list().ignored == [])
    }

    @Test func `what is not a regular file with one name is refused and never opened`() throws {
        try scratch.write("<a/>", to: "target")
        try scratch.makeLink("SJ-1-1.xml", to: "target")
        try scratch.makeLink("SJ-1-2.xml", to: "nowhere")
        try scratch.write("<a/>", to: "SJ-1-3.xml")
        try scratch.makeHardLink("second", to: "SJ-1-3.xml")
        try scratch.makePipe("SJ-1-4.xml")
        _ = try scratch.folder.folderMadeIfMissing(FileName("SJ-1-5.xml"))
        let refused = try list().refused
        #expect(refused.count == 5)
        #expect(refused.allSatisfy { $0.reason == .notRegular })
    }

    @Test func `B83 a file beyond all bounds is refused by its size`() throws {
        let file = try scratch.folder.createFile(FileName("SJ-1-1.xml"))
        try file.truncate(to: FolderLocation.largestFile + 1)
        let fitting = try scratch.folder.createFile(FileName("SJ-1-2.xml"))
        try fitting.truncate(to: FolderLocation.largestFile)
        let listing = try list()
        #expect(listing.refused.map(\.reason) == [.tooLarge])
        #expect(listing.refused.first?.size == FolderLocation.largestFile + 1)
        #expect(listing.arrivals.map(\.name.text) == ["SJ-1-2.xml"])
    }

    @Test(.enabled(if: geteuid() != 0, "root reads every file"))
    func `B81 a file that cannot be read is refused`() throws {
        try scratch.write("<a/>", to: "SJ-1-1.xml")
        try scratch.folder.openFile(FileName("SJ-1-1.xml")).setMode(0)
        #expect(try list().refused.map(\.reason) == [.unreadable])
    }

    @Test func `B82 names that differ in case alone are two exports`() throws {
        try scratch.write("<a/>", to: "SJ-1-1.xml")
        try scratch.write("<b/>", to: "SJ-1-1.XML")
        #expect(try Set(list().arrivals.map(\.name.text)) == ["SJ-1-1.XML", "SJ-1-1.xml"])
    }

    @Test func `B80 the folder that was opened is listed, not the link in its place`() throws {
        let inbox = try scratch.folder.folderMadeIfMissing(FileName("inbox"))
        let held = FolderLocation(inbox, address: "inbox")
        try scratch.write("<a/>", to: "inbox/SJ-1-1.xml")
        try scratch.move("inbox", to: "aside")
        try scratch.makeLink("inbox", to: "/etc")
        #expect(try held.arrivals(codes: codes).arrivals.map(\.name.text) == ["SJ-1-1.xml"])
    }

    @Test func `a growing upload settles and is at rest when it has ended`() throws {
        let rule = RestRule(settleSeconds: 60)
        func verdict(at now: Timestamp) throws -> RestVerdict {
            try location.judge(try #require(list().arrivals.first), first: nil, by: rule, now: now)
        }
        let now = Timestamp(microseconds: WallClock.now.microseconds)
        try scratch.write("<a>", to: "SJ-1-1.xml")
        #expect(try verdict(at: now) == .settling)
        #expect(try verdict(at: now.adding(seconds: 61)) == .settling)  // its end is open
        #expect(try verdict(at: now.adding(seconds: 22_000)) == .restedTooLong)
        try scratch.write("<a></a>", to: "SJ-1-1.xml")
        #expect(try verdict(at: now.adding(seconds: 100)) == .atRest)
    }

    private var codes: [ProfileCode] { [ProfileCode("SJ")].compactMap { $0 } }

    private func list() throws -> LocationListing { try location.arrivals(codes: codes) }

    private func date(_ name: String, seconds: Int) throws {
        let time = timespec(tv_sec: seconds, tv_nsec: 0)
        let result = unsafe utimensat(AT_FDCWD, "\(scratch.path)/\(name)", [time, time], 0)
        try #require(result == 0)
    }
}

import Digests
import Locations
import Posix
import TestSupport
import Testing

@Suite struct EpochNameTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func `a name carries its epoch and gives it back`() throws {
        let name = try #require(EpochName(FileName("a.e3.dat"), epoch: 12))
        #expect(name.fileName == FileName("a.e3.dat.e12"))
        #expect(EpochName(name.fileName) == name)
    }

    @Test(arguments: [
        "a", "a.e", "a.e-1", "a.e+1", "a.e01", "a.x1", ".e5", "a.e1x", "a.e99999999999999999999",
    ])
    func `a name that was not made so has no epoch`(text: String) throws {
        #expect(EpochName(try #require(FileName(text))) == nil)
    }

    @Test func `a name that is too long carries none`() throws {
        let long = try #require(FileName(String(repeating: "n", count: 253)))
        #expect(EpochName(long, epoch: 1) == nil)
    }

    @Test func `only files of earlier epochs are swept`() throws {
        for name in ["a.e1", "b.e2", "c.e3", "d.e4", "output.dat"] {
            try scratch.write("", to: name)
        }
        let swept = try scratch.folder.sweep(olderThan: 3, keeping: [FileName("b.e2")])
        #expect(swept == [FileName("a.e1")])
        #expect(try scratch.names() == ["b.e2", "c.e3", "d.e4", "output.dat"])
    }

    @Test func `no name becomes a path or too long in the archive`() throws {
        let sha256 = SHA256Digest(of: "")
        let odd = try #require(FileName("../ä %".replacing("/", with: "\\")))
        #expect(
            ArchiveName.of(odd, sha256: sha256).text == "\(sha256.hex)-..%5C%C3%A4%20%25"
        )
        let long = try #require(FileName(String(repeating: "x", count: 250) + ".xml"))
        let archived = ArchiveName.of(long, sha256: sha256)
        #expect(archived.bytes.count == 255)
        #expect(archived.text?.hasSuffix("x.xml") == true)
        #expect(ArchiveName.sha256(of: archived) == sha256)
        #expect(ArchiveName.sha256(of: FileName("x-y")) == nil)
    }
}

import Posix
import TestSupport
import Testing

@Suite struct FileNameTests {
    @Test(arguments: ["", ".", "..", "a/b", "/", "a\0b", String(repeating: "x", count: 256)])
    func `what could lead out of a folder is no name`(text: String) {
        #expect(FileName(text) == nil)
    }

    @Test(arguments: ["...", ".hidden", "-rf", "$(id)", "CON", "a.", "a\nb", "SJ-1-2.xml"])
    func `any other bytes are a name`(text: String) {
        #expect(FileName(text)?.text == text)
    }

    @Test func `a name that is not UTF-8 is kept and shown escaped`() throws {
        let name = try #require(FileName(bytes: [0x61, 0xff, 0xc3, 0xa9, 0xc3]))
        #expect(name.text == nil)
        #expect(name.shown == "a\\xffé\\xc3")
        #expect(name.bytes == [0x61, 0xff, 0xc3, 0xa9, 0xc3])
    }

    @Test(arguments: [
        ("a\u{1b}[31m", "a\\x1b[31m"), ("a\nb", "a\\x0ab"), ("a\u{202e}b", "a\\xe2\\x80\\xaeb"),
        ("Gebühr.xml", "Gebühr.xml"),
    ])
    func `what acts on a terminal is shown escaped`(text: String, shown: String) throws {
        let name = try #require(FileName(text))
        #expect(name.shown == shown)
        #expect("\(name)" == shown)
    }

    @Test func `names are ordered by their bytes`() {
        let names: [FileName] = [FileName("b"), FileName("Z"), FileName("a-2"), FileName("a")]
        #expect(names.sorted().map(\.shown) == ["Z", "a", "a-2", "b"])
    }

    @Test(arguments: ["", "/etc", "../x", "a//b", "a/./b", "a/..", "a/"])
    func `a relative path leads down only`(text: String) {
        #expect(RelativePath(text) == nil)
    }

    @Test func `a relative path has its names in order`() {
        #expect(RelativePath("inbox/humboldt")?.names == [FileName("inbox"), FileName("humboldt")])
        #expect(RelativePath("inbox").map(\.description) == "inbox")
    }
}

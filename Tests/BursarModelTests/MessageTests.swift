import BursarModel
import Testing

struct MessageTests {
    @Test func `a message interpolates what is reportable`() throws {
        let campus = try #require(CampusKey("humboldt"))
        let day = try #require(CalendarDate(iso: "2026-11-20"))
        let reason = HoldReason.noItemType
        let bytes: Int64 = 9_000_000_000
        let message: Message =
            "\(campus), \(day): \(3) fees, \(bytes) bytes, \(reason), \(Printable("a\u{1B}b"))"
        #expect(
            message.text
                == "humboldt, 2026-11-20: 3 fees, 9000000000 bytes, no_item_type, a\\u{1b}b"
        )
        let outer: Message = "before \(message) after"
        #expect(outer.description == "before \(message.text) after")
    }

    @Test func `messages are joined in their order`() {
        #expect(Message.joined(["one", "two", "three"], separator: "; ").text == "one; two; three")
        #expect(Message.joined([], separator: "; ").text == "")
    }

    @Test(arguments: [
        ("plain", "plain"), ("José, Straße", "José, Straße"), ("\u{1B}[31m", "\\u{1b}[31m"),
        ("a\r\nb\tc\0", "a\\u{d}\\u{a}b\\u{9}c\\u{0}"), ("\u{7F}\u{9B}31m", "\\u{7f}\\u{9b}31m"),
        ("a\u{202E}b\u{200B}c\u{FEFF}", "a\\u{202e}b\\u{200b}c\\u{feff}"),
        ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"), ("so\u{AD}ft", "so\\u{ad}ft"),
        ("tag\u{E0041}", "tag\\u{e0041}"), ("e\u{301}👩‍🏫", "e\u{301}👩\\u{200d}🏫"),
    ])
    func `what could move a cursor or hide itself is escaped`(text: String, shown: String) {
        #expect(Printable(text).reported == shown)
        #expect(Printable.escaped(text) == shown)
        #expect("\(Printable(text))" == shown)
    }

    @Test func `no control character of any kind gets through`() {
        for value in Array(0..<0x20 as Range<UInt32>) + Array(0x7F..<0xA0 as Range<UInt32>) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(Printable.isInvisible(scalar))
            #expect(Printable.escaped(String(scalar)).utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        }
        for value in Array(0x20..<0x7F as Range<UInt32>) + Array(0xA0..<0xAD as Range<UInt32>) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(!Printable.isInvisible(scalar))
        }
    }

    @Test func `escaping what is escaped changes nothing`() {
        let once = Printable.escaped("\u{1B}]8;;\u{7}")
        #expect(Printable.escaped(once) == once)
    }
}

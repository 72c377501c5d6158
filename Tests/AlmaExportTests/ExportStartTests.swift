import BursarModel
import Testing

@testable import AlmaExport

@Suite struct ExportStartTests {
    @Test func `B01: no bytes at all are an empty file`() throws {
        #expect(try refusal(of: "")?.reason == .emptyFile)
    }

    @Test func `B02: only white space is not well-formed`() throws {
        for text in [" ", "\n", "  \r\n\t\n"] {
            #expect(try refusal(of: text)?.reason == .notWellFormed)
        }
    }

    @Test(arguments: [
        [0x1F, 0x8B, 0x08, 0x00, 0x00],
        [0x50, 0x4B, 0x03, 0x04, 0x14],
        [0x42, 0x5A, 0x68, 0x39, 0x31],
        [0xFD, 0x37, 0x7A, 0x58, 0x5A],
        [0x28, 0xB5, 0x2F, 0xFD, 0x04],
        [0x1F, 0x8B],
    ])
    func `B09, B10: a compressed export is refused by its first bytes`(start: [UInt8]) throws {
        #expect(try refusal(of: start)?.reason == .compressed)
        #expect(try refusal(of: start, chunk: 1)?.reason == .compressed)
    }

    @Test func `B11: a compressed bomb is refused before it is read`() throws {
        let bomb = EndlessExport(start: "PK\u{3}\u{4}") { _ in "\u{0}\u{0}\u{0}\u{0}" }
        let (error, asked) = try bomb.refusal(atMost: 10_000_000)
        #expect(error?.reason == .compressed)
        #expect(asked <= 64 * 1024)
    }

    @Test(arguments: ["ISO-8859-1", "latin1", "UTF-16", "UTF-7", "EBCDIC-CP-US", "x-unknown", ""])
    func `B37, B39: an encoding other than UTF-8 is refused`(label: String) throws {
        let export = Array(Alma.export(fees: [Alma.fee]).replacing("UTF-8", with: label).utf8)
        for chunk in [1, 4, 5, 6, 1000] {
            #expect(try refusal(of: export, chunk: chunk)?.reason == .encoding)
        }
    }

    @Test(arguments: ["UTF-8", "utf-8", "Utf-8"])
    func `UTF-8 may be labelled in any case`(label: String) throws {
        let export = Alma.export(fees: [Alma.fee]).replacing("UTF-8", with: label)
        #expect(try ReadExport(export).fees.count == 1)
    }

    @Test func `B38: UTF-16 is refused, with a mark or without`() throws {
        let units = Array(Alma.export(fees: [Alma.fee]).utf16)
        let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            #expect(try refusal(of: bytes)?.reason == .encoding)
        }
    }

    @Test func `B39: EBCDIC and UTF-32 are refused`() throws {
        for bytes: [UInt8] in [
            [0x4C, 0x6F, 0xA7, 0x94, 0x93], [0, 0, 0xFE, 0xFF, 0], [0, 0, 0, 0x3C, 0],
            [0xFF, 0xFE, 0, 0, 0x3C], [0x3C, 0, 0, 0, 0x3F],
        ] {
            #expect(try refusal(of: bytes)?.reason == .encoding)
        }
    }

    @Test func `B40: a UTF-8 mark is passed over`() throws {
        let plain = Alma.export(fees: [Alma.fee])
        let marked = [0xEF, 0xBB, 0xBF] + Array(plain.utf8)
        for chunk in [1, 2, 5, 1000] {
            #expect(try ReadExport(marked, chunk: chunk) == ReadExport(plain))
        }
    }

    @Test func `a second UTF-8 mark is not well-formed`() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let export = mark + mark + Array(Alma.export(fees: [Alma.fee]).utf8)
        #expect(try refusal(of: export)?.reason == .notWellFormed)
    }

    @Test func `B41: white space before the declaration is not well-formed`() throws {
        #expect(try refusal(of: " " + Alma.export(fees: []))?.reason == .notWellFormed)
    }

    @Test(arguments: ["1.1", "2.0", "1", ""])
    func `B42: a version other than 1 point 0 is not well-formed`(version: String) throws {
        let export = Alma.export(fees: [Alma.fee]).replacing("1.0", with: version)
        #expect(try refusal(of: export)?.reason == .notWellFormed)
    }

    @Test(arguments: [
        #"<?xml?>"#, #"<?xml encoding="UTF-8"?>"#, #"<?xml version="1.0"encoding="UTF-8"?>"#,
        #"<?xml version="1.0" encoding="UTF-8" encoding="UTF-8"?>"#, #"<?xml version=1.0?>"#,
        #"<?xml version="1.0" standalone="maybe"?>"#, #"<?xml version="1.0' ?>"#,
        #"<?xml version="1.0" standalone="yes" encoding="UTF-8"?>"#,
    ])
    func `a declaration that XML does not know is not well-formed`(text: String) throws {
        let export = text + Alma.root(Alma.numberBlock())
        #expect(try refusal(of: export)?.reason == .notWellFormed)
    }

    @Test(arguments: [
        #"<?xml version='1.0'?>"#, #"<?xml version="1.0" standalone="yes"?>"#,
        "<?xml\tversion = \"1.0\"\r\n encoding = 'UTF-8' standalone='no' ?>", "",
    ])
    func `B43: every declaration that XML allows is read, and none at all`(text: String) throws {
        let export = text + Alma.root(Alma.numberBlock())
        #expect(try ReadExport(export).header.exportNumbers == ["1000000000009101"])
    }

    @Test func `a declaration that does not end is not well-formed`() throws {
        let endless = EndlessExport(start: "<?xml version=\"1.0\"") { _ in "          " }
        let (error, asked) = try endless.refusal(atMost: 1_000_000)
        #expect(error?.reason == .notWellFormed)
        #expect(asked <= 64 * 1024)
    }
}

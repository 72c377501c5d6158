import AlmaExport
import BursarModel
import Testing

@Suite struct WellFormednessTests {
    private let export = Array(
        Alma.export(borrowers: Alma.borrower(fees: [Alma.fee, Alma.fee, Alma.fee])).utf8
    )

    @Test func `B04: every prefix of an export is held`() throws {
        let end = export.count - 1  // without the line break behind the root it is whole
        for length in 1..<end {
            let prefix = Array(export[..<length])
            let error = try refusal(of: prefix)
            #expect(error?.reason == .notWellFormed, "a prefix of \(length) bytes")
        }
        #expect(try ReadExport(Array(export[..<end])).fees.count == 3)
    }

    @Test func `fees of a cut export come out before the cut shows`() throws {
        var given = 0
        let cut = Array(export[..<(export.count - 40)])
        #expect(throws: ExportReadError.self) {
            _ = try AlmaExportReader.read(cut) { _ in given += 1 }
        }
        #expect(given == 3)
    }

    @Test func `B05: an export cut inside a character is not well-formed`() throws {
        let text = Array(Alma.export("Tide pools", replacedBy: "Café").utf8)
        let accent = try #require(text.firstIndex(of: 0xC3))
        #expect(try refusal(of: Array(text[...accent]))?.reason == .notWellFormed)
    }

    @Test func `B06: two documents are not well-formed`() throws {
        #expect(try refusal(of: export + export)?.reason == .notWellFormed)
        let second = Array(Alma.root(Alma.numberBlock()).utf8)
        #expect(try refusal(of: export + second)?.reason == .notWellFormed)
    }

    @Test(arguments: ["x", "<a/>", "]]>", "&amp;", "</xb:xml-fragment>", "\u{FEFF}"])
    func `B07: garbage behind the root is not well-formed`(garbage: String) throws {
        #expect(try refusal(of: export + Array(garbage.utf8))?.reason == .notWellFormed)
    }

    @Test func `comments and instructions behind the root are none of our business`() throws {
        let tail = Array("<!-- end --> <?x y?>\n".utf8)
        #expect(try ReadExport(export + tail) == ReadExport(export))
    }

    @Test(arguments: [
        [0x00], [0x1B], [0x08], [0x0C], [0xFF], [0xFE], [0x80], [0xC0, 0x80], [0xC1, 0x81],
        [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE],
        [0xEF, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0xAF], [0xF4, 0x90, 0x80, 0x80],
        [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE9],
    ])
    func `B31, B32, B34, B35, B36: bytes that are no XML character are refused anywhere`(
        bad: [UInt8]
    ) throws {
        let places = [
            "Tide ① pools", "<![CDATA[Tide ① pools]]>", "Tide <!-- ① --> pools",
            "Tide <?note ① ?> pools",
        ]
        var exports = places.map { Alma.export("Tide pools &amp; reefs /", replacedBy: $0) }
        exports.append(Alma.export("<xb:sum>", replacedBy: "<xb:sum note=\"a①b\">"))
        exports.append(Alma.export("<xb:vat", replacedBy: "<xb:unknown①/><xb:vat"))
        exports.append(Alma.export("<xb:vat", replacedBy: "①<xb:vat"))
        exports.append(Alma.export(fees: [Alma.fee]) + "①")
        for export in exports {
            let bytes = Array(export.utf8)
            let mark = Array("①".utf8)
            let start = try #require(bytes.indices.first { bytes[$0...].starts(with: mark) })
            let spoilt = bytes[..<start] + bad + bytes[(start + mark.count)...]
            for chunk in [1, 64 * 1024] {
                let error = try refusal(of: Array(spoilt), chunk: chunk)
                #expect(error?.reason == .notWellFormed, "\(bad) in \(export)")
            }
        }
    }

    @Test(arguments: ["&#27;", "&#0;", "&#x8;", "&#xFFFE;", "&#xD800;", "&#x110000;", "&#;", "&;"])
    func `B32: a reference to what is no character is not well-formed`(text: String) throws {
        #expect(try refusal(of: Alma.export("Tide", replacedBy: text))?.reason == .notWellFormed)
    }

    @Test func `B30: an attribute that stands twice is not well-formed`() throws {
        for attributes in [#"a="1" a="2""#, #"xb:a="1" xb:a="2""#] {
            let export = Alma.export("<xb:sum>", replacedBy: "<xb:sum \(attributes)>")
            #expect(try refusal(of: export)?.reason == .notWellFormed)
        }
    }

    @Test(arguments: [
        "<xb:a></xb:b>", "<xb:a>", "</xb:a>", "<a b=c/>", "<a b/>", "<1/>", "<a:b/>", "&unknown;",
        "<a b=\"<\"/>", "a ]]> b", "<!-- a -- b -->", "<a xmlns:c=\"\"/>", "<", "&",
        "<!ELEMENT a EMPTY>", "<![IGNORE[ ]]>", "<?xml version=\"1.0\"?>",
    ])
    func `what breaks the rules of XML is not well-formed`(text: String) throws {
        let export = Alma.export("<xb:vat", replacedBy: "\(text)<xb:vat")
        #expect(try refusal(of: export)?.reason == .notWellFormed)
    }
}

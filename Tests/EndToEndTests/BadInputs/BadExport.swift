import TestSupport

/// A file that comes as an export and is none, or a doubtful one.
struct BadExport {
    /// The row of the list of bad inputs, such as `B09`.
    var row: String
    var bytes: [UInt8]
    var reason: String

    init(_ row: String, _ bytes: [UInt8], _ reason: String) {
        self.row = row
        self.bytes = bytes
        self.reason = reason
    }

    init(_ row: String, _ text: String, _ reason: String) {
        self.init(row, Array(text.utf8), reason)
    }
}

extension BadExport {
    /// What all of them are made of: its fees would pass.
    static let plain = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1, 1)

    private static func replacing(_ old: String, _ new: String) -> String {
        precondition(plain.xml.contains(old), "\(old) is not in the plain export")
        return plain.xml.replacing(old, with: new)
    }

    private static func declaring(_ doctype: String, _ part: String = "", _ new: String = "")
        -> String
    {
        replacing("?>\n", "?>\n\(doctype)\n").replacing(part.isEmpty ? "\u{0}" : part, with: new)
    }

    /// The plain export with bytes in place of the library's code.
    private static func holding(_ bytes: [UInt8]) -> [UInt8] {
        let parts = plain.xml.split(separator: "MAIN", maxSplits: 1).map { Array($0.utf8) }
        return parts[0] + bytes + parts[1]
    }

    private static func times(_ count: Int, _ text: String) -> String {
        String(repeating: text, count: count)
    }

    static let all = broken + foreign + withDoctype + oversized + doubtful

    /// Exports that broke on their way, and other forms of XML.
    private static let broken = [
        BadExport("B01", "", "empty_file"),
        BadExport("B02", "  \n \n", "not_well_formed"),
        BadExport("B05", Array(replacing("Sample", "S\u{E9}").utf8.prefix(600)), "not_well_formed"),
        BadExport("B05", holding([0x41, 0xC3]), "not_well_formed"),
        BadExport("B06", plain.xml + plain.xml, "not_well_formed"),
        BadExport("B07", plain.xml + "garbage", "not_well_formed"),
        BadExport("B30", replacing("<xb:user>", "<xb:user a=\"1\" a=\"2\">"), "not_well_formed"),
        BadExport("B31", holding([0x4D, 0x00, 0x4E]), "not_well_formed"),
        BadExport("B32", replacing("Sample, Sam", "\u{1B}[31m"), "not_well_formed"),
        BadExport("B32", replacing("Sample, Sam", "&#27;[31m"), "not_well_formed"),
        BadExport("B34", holding([0xEF, 0xBF, 0xBE]), "not_well_formed"),
        BadExport("B35", holding([0x4D, 0xFC, 0x4E]), "not_well_formed"),
        BadExport("B36", holding([0xC0, 0xAF]), "not_well_formed"),
        BadExport("B36", holding([0xED, 0xA0, 0x80]), "not_well_formed"),
        BadExport("B41", "\n" + plain.xml, "not_well_formed"),
        BadExport("B42", replacing("version=\"1.0\"", "version=\"1.1\""), "not_well_formed"),
        BadExport("B42", replacing("version=\"1.0\"", "version=\"2.0\""), "not_well_formed"),
        BadExport(
            "B68",
            replacing("<xb:itemTitle>", "<xb:itemTitle>\u{1B}]52;c;eA==\u{7}"),
            "not_well_formed"
        ),
    ]

    /// Files that something else than Alma wrote, and other encodings.
    private static let foreign = [
        BadExport("B08", "<html><body>Service unavailable</body></html>", "wrong_root"),
        BadExport("B09", "<s:Envelope xmlns:s=\"urn:s\"><s:Body/></s:Envelope>", "wrong_root"),
        BadExport("B09", "{\"error\": \"no\"}", "not_well_formed"),
        BadExport("B09", "id,amount\n900000001,5\n", "not_well_formed"),
        BadExport("B09", "%PDF-1.7 nothing", "not_well_formed"),
        BadExport("B09", "PK\u{3}\u{4} nothing at all", "compressed"),
        BadExport(
            "B10",
            [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3] + Array(plain.xml.utf8),
            "compressed"
        ),
        BadExport("B37", replacing("UTF-8", "ISO-8859-1"), "encoding"),
        BadExport(
            "B38",
            [0xFF, 0xFE] + plain.xml.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
            "encoding"
        ),
        BadExport(
            "B38",
            [0xFE, 0xFF] + plain.xml.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
            "encoding"
        ),
        BadExport("B38", replacing("UTF-8", "UTF-16"), "encoding"),
        BadExport("B39", replacing("UTF-8", "UTF-7"), "encoding"),
        BadExport("B39", [0x4C, 0x6F, 0xA7, 0x94, 0x93, 0x40, 0xA5, 0x85], "encoding"),
        BadExport("B39", replacing("UTF-8", "X-NOWHERE"), "encoding"),
        BadExport("B44", replacing("externalsysfinesfees", "somethingelse"), "wrong_root"),
        BadExport(
            "B44",
            replacing(" xmlns:xb=\"http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans\"", "")
                .replacing("xb:", with: ""),
            "wrong_root"
        ),
    ]

    private static let laughs =
        "<!ENTITY l0 \"ha\">"
        + (1...9).map { "<!ENTITY l\($0) \"\(times(10, "&l\($0 - 1);"))\">" }.joined()

    private static let withDoctype = [
        BadExport("B12", declaring("<!DOCTYPE a [\(laughs)]>", "MAIN", "&l9;"), "doctype"),
        BadExport(
            "B13",
            declaring(
                "<!DOCTYPE a [<!ENTITY e \"\(times(50_000, "e"))\">]>",
                "MAIN",
                times(50_000, "&e;")
            ),
            "doctype"
        ),
        BadExport(
            "B14",
            declaring(
                "<!DOCTYPE a [<!ENTITY e \"eeeeeeee\">]>",
                "<xb:user>",
                "<xb:user a=\"\(times(1000, "&e;"))\">"
            ),
            "doctype"
        ),
        BadExport(
            "B18",
            declaring("<!DOCTYPE a SYSTEM \"a.dtd\">", "<xb:sum>1.01", "<xb:sum>5&x;0"),
            "doctype"
        ),
        BadExport(
            "B20",
            declaring("<!DOCTYPE a [<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]>", "MAIN", "&x;"),
            "doctype"
        ),
    ]

    /// Exports that would cost a careless reader its memory or an hour; reduced, see ops/bad-inputs.
    private static let oversized = [
        BadExport("B21", nested(33 - 4), "too_deep"),
        BadExport("B21", nested(255), "too_deep"),
        BadExport("B21", nested(300), "too_deep"),
        BadExport(
            "B22",
            replacing("<xb:itemTitle>", "<xb:itemTitle>\(times(1_200_000, "t"))"),
            "field_too_long"
        ),
        BadExport("B23", "<" + times(60_000, "a") + "/>", "tag_too_long"),
        BadExport(
            "B24",
            replacing("<xb:user>", "<xb:user\((0..<20_000).map { " a\($0)=\"1\"" }.joined())>"),
            "tag_too_long"
        ),
        BadExport(
            "B24",
            replacing("<xb:user>", "<xb:user\((0..<17).map { " a\($0)=\"1\"" }.joined())>"),
            "tag_too_long"
        ),
        BadExport(
            "B25",
            replacing("<xb:user>", "<xb:user \(times(400_000, "a "))"),
            "tag_too_long"
        ),
        BadExport(
            "B73",
            replacing(
                "<xb:itemTitle>",
                (0..<1_100).map { "<n\($0)/>" }.joined() + "<xb:itemTitle>"
            ),
            "unexpected_element"
        ),
    ]

    /// So deep below a fee, which is the fifth level itself.
    private static func nested(_ levels: Int) -> String {
        replacing("<xb:itemTitle>", times(levels, "<a>") + times(levels, "</a>") + "<xb:itemTitle>")
    }

    /// Exports of Alma's own that are doubtful as a whole.
    private static let doubtful = [
        BadExport(
            "B19",
            replacing(
                "<xb:sum>1.01",
                "<xb:sum><i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"/etc/hostname\"/>1.01"
            ),
            "unexpected_element"
        ),
        BadExport(
            "B46",
            replacing("<xb:exportNumber>10000010001234</xb:exportNumber>", ""),
            "no_export_number"
        ),
        BadExport("B46", replacing("10000010001234", ""), "no_export_number"),
        BadExport(
            "B46",
            replacing(
                "</xb:exportNumber>",
                "</xb:exportNumber><xb:exportNumber>20000020001234</xb:exportNumber>"
            ),
            "two_export_numbers"
        ),
        BadExport("B47", replacing("10000010001234", "10000010005678"), "wrong_campus"),
    ]
}

import BursarModel
import SFSFormat
import Testing

/// Places of templates take a part of their text, or write it in another letter case.
struct TextPictureTests {
    private func text(
        _ template: String,
        encoding: String = "us-ascii",
        options: String = "",
        file: String = ""
    ) throws -> Format {
        try Format(
            fields: "  - {name: DESCR, text: \"\(template)\"\(options)}",
            record: "{kind: delimited, separator: \"|\", encoding: \(encoding)}",
            file: file
        )
    }

    /// The place, the borrower's name, what the record shows.
    @Test(arguments: [
        ("upper", "Doe, Jane", "[DOE, JANE]"), ("lower", "Doe, Jane", "[doe, jane]"),
        ("first 3", "Doe, Jane", "[Doe]"), ("last 4", "Doe, Jane", "[Jane]"),
        ("last 40", "Doe", "[Doe]"), ("first 40", "Doe", "[Doe]"), ("last 3", "", "[]"),
        ("upper, first 3", "", "[]"), ("strip zeros", "000120", "[120]"),
        ("strip zeros", "000", "[0]"), ("strip zeros,first 2", "000120", "[12]"),
        ("last 4, strip zeros", "0000120", "[120]"), ("last 2,upper", "Doe", "[OE]"),
        ("last 2, strip zeros", "00105", "[05]"),
        (" upper ,  first   3 ", "Doe, Jane", "[DOE]"),
    ])
    func `a place takes what its words say`(
        picture: String,
        name: String,
        expected: String
    ) throws {
        #expect(try text("[{user.name:\(picture)}]").record(Fee(name: name)) == expected)
    }

    /// The encoding, the place, the title, what the record shows in that encoding.
    @Test(arguments: [
        ("us-ascii", "first 4", "Straße", Array("Stra".utf8)),
        ("us-ascii", "last 3", "Straße", Array("sse".utf8)),
        ("us-ascii", "upper, last 4", "Groß", Array("ROSS".utf8)),
        ("iso-8859-1", "last 2", "Zoë", [0x6F, 0xEB]),
        ("iso-8859-1", "upper, first 3", "Zoë-Mae", [0x5A, 0x4F, 0xCB]),
        ("utf-8", "first 3", "Zoë-Mae", Array("Zoë".utf8)),
        ("utf-8", "upper, last 1", "Zoë", Array("Ë".utf8)),
        ("utf-8", "first 1", "e\u{301}a", Array("e\u{301}".utf8)),
        ("utf-8", "last 2", "日本の歴史", Array("歴史".utf8)),
    ])
    func `characters are counted and never split`(
        encoding: String,
        picture: String,
        title: String,
        expected: [UInt8]
    ) throws {
        let format = try text("{item.title:\(picture)}", encoding: encoding)
        #expect(try format.recordBytes(Fee(title: title)) == expected)
    }

    @Test func `a place's letter case goes before that of its field, and reaches every text`()
        throws
    {
        let format = try text(
            "{user.name:lower} {fee.type} {sign} {sign:lower} {campus.name:lower, first 3} {campus.name:last 3}",
            options: ", case: upper"
        )
        #expect(
            try format.record(Fee(name: "Doe, Jane"))
                == "doe, jane OVERDUEFINE CHARGE charge cal LDT"
        )
    }

    @Test(arguments: ["{value: sign, case: upper}", "{text: \"{sign:upper}\"}"])
    func `a sign is written in the letter case that is asked for`(field: String) throws {
        let format = try Format(fields: "  - \(field)", record: "{kind: delimited}")
        #expect(try format.record() == "CHARGE")
    }

    @Test func `what a cut brings to the front of a field is no formula`() throws {
        let format = try text("{item.title:last 3}", file: "kind: other")
        #expect(try format.record(Fee(title: "abc=12")) == "'=12")
        #expect(try text("{item.title:last 3}").record(Fee(title: "abc=12")) == "=12")
    }

    @Test func `a blank text in a place leaves the rest, and a field of blanks its default`() throws
    {
        let format = try text("{item.title:last 3}", options: ", default: none")
        #expect(try format.record(Fee(title: "")) == "none")
        #expect(try text("x{item.title:last 3}y").record(Fee(title: "")) == "xy")
    }

    @Test func `a text in capitals, a blank and the last digits, cut to 25, is one field`() throws {
        let campus = try CampusVocabulary.humboldt().adding(
            lookup: """
                by: fee.type
                values:
                  - {key: OVERDUEFINE, code: "300000006919", text: Overdue fine}
                  - {key: OTHER, code: "300000006920", text: Replacement of a lost item}
                """,
            as: "fees"
        )
        let format = try Format(
            fields: """
                  - {name: DESCR, text: "{lookup.fees.text:upper} {fee.transaction_id:last 6}", max: 25, overflow: truncate}
                """,
            record: "{kind: delimited}",
            campus: campus
        )
        #expect(try format.record(Fee()) == "OVERDUE FINE 006421")
        #expect(try format.record(Fee(transaction: "42")) == "OVERDUE FINE 42")
        #expect(try format.record(Fee(type: "OTHER")) == "REPLACEMENT OF A LOST ITE")
    }

    @Test func `a cut value of the campus is measured as it is shown`() throws {
        let constant = try Format(
            fields: "  - {text: \"{campus.credit_item_type:last 6}\", width: 6}"
        )
        #expect(try constant.record() == "206129")
        let lookup = try Format(
            fields: "  - {text: \"{lookup.item_type:strip zeros, last 6}\", width: 6}"
        )
        #expect(try lookup.record() == "006919")
        let term = try Format(fields: "  - {text: \"{term:first 3}\", width: 3}")
        #expect(try term.record() == "226")
        try expectFindings(
            fields: "  - {name: A, text: \"{①lookup.item_type:last 6}\", width: 5}",
            [
                (
                    "①",
                    "error: `lookup.item_type` of campus `humboldt` has up to 6 bytes, its field holds 5; widen the field, or correct the value in line 3 of the campus file"
                )
            ]
        )
    }
}

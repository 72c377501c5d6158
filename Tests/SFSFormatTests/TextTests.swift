import BursarModel
import SFSFormat
import Testing

/// Texts of strangers on their way into an output: cleaned, encoded, and never a formula.
struct TextTests {
    private func title(
        _ title: String,
        encoding: String = "us-ascii",
        options: String = "",
        file: String = ""
    ) throws -> Format {
        try Format(
            fields: "  - {name: TITLE, value: item.title\(options)}",
            record: "{kind: delimited, separator: \"|\", encoding: \(encoding)}",
            file: file
        )
    }

    @Test(arguments: [
        ("Café society", "Cafe society"), ("Søren, Straße, Łódź", "Soren, Strasse, Lodz"),
        ("“quiet” — it’s", "\"\"\"quiet\"\" - it's\""), ("Nguyễn", "Nguyen"),
        ("Nguye\u{302}\u{303}n", "Nguyen"), ("Æsop’s œuvre…", "AEsop's oeuvre..."),
        ("a\u{A0}b\u{3000}c", "a b c"), ("Tolstoĭ, kniga\u{2B9}", "Tolstoi, kniga'"),
        ("a\r\nb\tc", "a  b c"), ("\t a \r\n", "a"),
        ("a\u{1B}[31mb\u{9B}c\u{7F}\u{0C}d", "a[31mbcd"),
        ("a\u{202E}b\u{200B}c\u{FEFF}d\u{AD}e", "abcde"), ("", ""),
    ])
    func `text is cleaned and written in ASCII`(text: String, expected: String) throws {
        #expect(try title(text).record(Fee(title: text)) == expected)
    }

    @Test(arguments: ["日本の歴史", "Война и мир", "🙂", "a\u{E000}"])
    func `what nothing in ASCII stands for is held`(text: String) throws {
        #expect(try title(text).reason(Fee(title: text)) == .notEncodable)
    }

    @Test func `the Latin encodings keep what they have`() throws {
        let text = Fee(title: "é e\u{301} € Ł ’")
        let latin = try title("", encoding: "iso-8859-1").recordBytes(text)
        #expect(latin == [0xE9, 0x20, 0xE9, 0x20] + Array("EUR L '".utf8))
        let windows = try title("", encoding: "windows-1252").recordBytes(text)
        #expect(windows == [0xE9, 0x20, 0xE9, 0x20, 0x80, 0x20, 0x4C, 0x20, 0x92])
        #expect(try title("", encoding: "windows-1252").reason(Fee(title: "日")) == .notEncodable)
    }

    @Test func `UTF-8 keeps everything that can be seen`() throws {
        let text = "日本 e\u{301} 🙂 שלום"
        #expect(try title("", encoding: "utf-8").record(Fee(title: text)) == text)
    }

    @Test func `a byte order mark stands once before everything`() throws {
        let format = try Format(
            fields: "  - {name: A, value: user.id}",
            record: "{kind: delimited, encoding: utf-8-bom, heading: true}"
        )
        #expect(
            try format.outputs([Fee(id: "1"), Fee(id: "2")]) == ["out.txt": "\u{FEFF}A\n1\n2\n"]
        )
        #expect(format.compiled.files[0].headerLength == 5)
    }

    @Test(arguments: [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"),
        ("\t=1", "'=1"), ("\r\n =1", "'=1"), ("\u{200B}=1", "'=1"), ("a=1", "a=1"), ("", ""),
    ])
    func `in a file for others no text is a formula`(text: String, expected: String) throws {
        let format = try title("", file: "kind: other")
        #expect(try format.record(Fee(title: text)) == expected)
        let forPeopleSoft = try title("").record(Fee(title: text))
        #expect(
            forPeopleSoft == (expected.hasPrefix("'") ? String(expected.dropFirst()) : expected)
        )
    }

    @Test func `what a cut brings to the front is no formula either`() throws {
        let options = ", width: 4, overflow: truncate-left"
        let format = try title("", options: options, file: "kind: other")
        #expect(try format.record(Fee(title: "abcd=123")) == "'123")
        #expect(try format.record(Fee(title: "ab=12345")) == "2345")
        let short = try title("", options: ", max: 4, overflow: truncate-left", file: "kind: other")
        #expect(try short.record(Fee(title: "abcd=123")) == "'123")
        #expect(
            try title("", options: ", max: 2", file: "kind: other").reason(Fee(title: "=1"))
                == .fieldOverflow
        )
        let last = try title("", options: ", last: 3", file: "kind: other")
        #expect(try last.record(Fee(title: "abc=12")) == "'=12")
    }

    @Test func `amounts and the campus's own texts are never changed`() throws {
        let format = try Format(
            fields: """
                  - {name: A, value: amount.signed}
                  - {name: B, value: amount.as_exported}
                  - {name: C, literal: "-"}
                  - {name: D, text: "={amount.signed}"}
                  - {name: E, text: "{item.title}"}
                  - {name: F, text: "-{item.title}"}
                """,
            record: "{kind: delimited, quote: never}",
            file: "kind: other"
        )
        let record = try format.record(Fee(title: "=1", sum: "-3.25"))
        #expect(record == "-3.25,-3.25,-,=-3.25,'=1,'-=1")
    }

    @Test(arguments: [(3, "日      "), (5, "日      "), (6, "日本   ")])
    func `a cut never splits a character, and the width counts bytes`(
        width: Int,
        expected: String
    ) throws {
        let format = try Format(
            fields: """
                  - {value: item.title, width: \(width), overflow: truncate}
                  - {literal: "", width: \(9 - width)}
                """,
            record: "{kind: fixed, encoding: utf-8, length: 9}"
        )
        #expect(try format.record(Fee(title: "日本の歴史")) == expected)
    }

    @Test func `a letter and its mark are cut together`() throws {
        let format = try Format(
            fields: "  - {value: item.title, width: 3, overflow: truncate}",
            record: "{kind: fixed, encoding: utf-8}"
        )
        #expect(try format.record(Fee(title: "xye\u{301}")) == "xy ")
        let left = try Format(
            fields: "  - {value: item.title, width: 3, overflow: truncate-left}",
            record: "{kind: fixed, encoding: utf-8}"
        )
        #expect(try left.record(Fee(title: "e\u{301}xy")) == "xy ")
    }
}

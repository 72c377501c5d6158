import BursarModel
import SFSFormat
import TestSupport
import Testing

/// Widths and lengths add up, and what is shown fits.
struct WidthFindingsTests {
    @Test func `widths must be there and add up`() throws {
        try expectFindings(
            fields: """
                  - {name: A, value: user.id, width: ①0}
                """,
            [("①", "error: `width` is 0; it is at least 1, and at most 100000")]
        )
        try expectFindings(
            fields: """
                  - ①{name: A, value: user.id}
                  - {name: B, literal: ②abcd, width: 3}
                """,
            [
                (
                    "①",
                    "error: the field has no `width`, which a fixed record needs; give it the width of its column in bytes"
                ), (
                    "②",
                    "error: the text has 4 bytes, its field holds 3; widen the field, shorten the text, or let `overflow` cut it"
                ),
            ]
        )
        try expectFindings(
            fields: "  - {name: A, value: user.id, width: 9}\n  - {literal: xy}",
            record: "{kind: fixed, separator: \",\", length: ①41}",
            [
                (
                    "①",
                    "error: the fields make 12 bytes, `length` says 41; it is the sum of the widths, and of the separators between them: correct one"
                )
            ]
        )
        try expectFindings(
            fields: "  - ①{name: A, value: user.id}",
            record: "{kind: delimited, quote: never, length: 9}",
            [
                (
                    "①",
                    "error: the field has no `width`, but the record's `length` is given; give it the width of its column in bytes, or leave `length` out"
                )
            ]
        )
        try expectFindings(
            fields: "  - ①{name: A, value: user.id, width: 9}",
            record: "{kind: delimited, length: 9}",
            [
                (
                    "①",
                    "error: a quoted field has no fixed length, but the record's `length` is given; write `quote: never`"
                )
            ]
        )
    }

    @Test func `the separator is one byte and not the quote`() throws {
        try expectFindings(
            record: "{kind: delimited, separator: ①\"::\"}",
            [("①", "error: the separator has 2 bytes; a separator is one ASCII character")]
        )
        try expectFindings(
            record: "{kind: delimited, separator: ①'\"'}",
            [
                (
                    "①",
                    "error: the separator is the quote; such as a comma, a semicolon, a bar, a tab or a blank"
                )
            ]
        )
    }

    @Test func `columns wider than PeopleSoft's are a warning`() throws {
        try expectFindings(
            fields: """
                  - {name: EMPLID, value: user.id, width: ①12}
                  - {name: Item Type, value: lookup.item_type, width: ②15}
                  - {name: STRM, value: term, width: 4}
                """,
            [
                ("①", "warning: `EMPLID` is 12 bytes wide, PeopleSoft holds 11; compare it with the layout that the campus's loader has"),
                ("②", "warning: `Item Type` is 15 bytes wide, PeopleSoft holds 12; compare it with the layout that the campus's loader has"),
            ]
        )
    }
}

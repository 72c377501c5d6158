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
                ),
                (
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
                (
                    "①",
                    "warning: `EMPLID` is 12 bytes wide, PeopleSoft holds 11; compare it with the layout that the campus's loader has"
                ),
                (
                    "②",
                    "warning: `Item Type` is 15 bytes wide, PeopleSoft holds 12; compare it with the layout that the campus's loader has"
                ),
            ]
        )
    }

    @Test func `what is fixed in a field must fit it`() throws {
        let remedy = "widen the field, shorten the text, or let `overflow` cut it"
        try expectFindings(
            fields: """
                  - {name: A, value: fee.date, picture: dd-MM-yyyy, width: ①8}
                  - {name: B, text: ②"No. {fee.ordinal:0000} of {run.date:yyyyMMdd}", max: ⑤19, width: 30}
                  - {name: C, value: amount.absolute, picture: "0000.00", width: ③6}
                  - {name: D, date: {from: run.date, add_days: 30}, width: ④9}
                  - {name: E, value: item.due_date, width: 9}
                  - {name: F, text: "No. {fee.date}", width: 8, overflow: truncate}
                """,
            [
                (
                    "①",
                    "error: a date or time written so makes 10 bytes, its field holds 8; widen the field, or use a shorter picture, such as yyyyMMdd with 8"
                ),
                (
                    "②",
                    "error: what is fixed in the text makes 20 bytes, its field holds 19; \(remedy)"
                ),
                (
                    "⑤",
                    "warning: `max` is less than `width`, so that the column is never full; leave one of them out"
                ),
                (
                    "③",
                    "error: the smallest number makes 7 bytes, its field holds 6; widen the field, or use a picture with fewer zeros"
                ),
                (
                    "④",
                    "error: a date or time written so makes 10 bytes, its field holds 9; widen the field, or use a shorter picture, such as yyyyMMdd with 8"
                ),
            ]
        )
    }

    @Test func `a header or a trailer of another length than the records is a warning`() throws {
        let more = """
            header:
              - ①{name: A, value: totals.count, width: 5}
              - {name: B, value: run.date, picture: yyyyMMdd, width: 8}
            trailer:
              - ②{name: A, value: totals.count, width: 20}
              - {name: B, literal: END, width: 5}

            """
        try expectFindings(
            fields: "  - {name: ID, value: fee.transaction_id, width: 20}",
            record: "{kind: fixed, length: 20}",
            more: more,
            [
                (
                    "①",
                    "warning: a header has 13 bytes, the records have 20; if the loader wants lines of one length, add {name: FILLER, literal: \"\", width: 7}"
                ),
                (
                    "②",
                    "warning: a trailer has 25 bytes, the records have 20; if the loader wants lines of one length, its widths are 5 too many"
                ),
            ]
        )
        try expectFindings(
            fields: "  - {name: ID, value: fee.transaction_id, width: 20}",
            more: more,
            []
        )
    }

    @Test func `columns of values that PeopleSoft limits are judged by what they show`() throws {
        let remedy = "compare it with the layout that the campus's loader has"
        try expectFindings(
            fields: """
                  - {name: A, value: user.id, width: ①14}
                  - {name: B, value: campus.business_unit, width: ②6}
                  - {name: C, value: term, width: ③6}
                  - {name: D, choose: [{when: {sign: credit}, value: campus.credit_item_type}, {value: lookup.item_type}], width: ④13}
                  - {name: E, choose: [{when: {sign: credit}, value: user.id}, {value: fee.type}], width: 30}
                """,
            [
                (
                    "①",
                    "warning: the field is 14 bytes wide, an EMPLID has 11 in PeopleSoft at most; \(remedy)"
                ),
                (
                    "②",
                    "warning: the field is 6 bytes wide, a business unit has 5 in PeopleSoft at most; \(remedy)"
                ),
                (
                    "③",
                    "warning: the field is 6 bytes wide, a term has 4 in PeopleSoft at most; \(remedy)"
                ),
                (
                    "④",
                    "warning: the field is 13 bytes wide, an item type has 12 in PeopleSoft at most; \(remedy)"
                ),
            ]
        )
    }
}

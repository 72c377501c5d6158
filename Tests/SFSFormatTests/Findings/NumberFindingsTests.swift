import BursarModel
import SFSFormat
import TestSupport
import Testing

/// Nothing makes a number another one.
struct NumberFindingsTests {
    @Test func `an amount as Alma wrote it is never cut or filled into another`() throws {
        try expectFindings(
            fields: """
                  - {name: A, value: amount.as_exported, width: 5, overflow: ①truncate-left}
                  - {name: B, value: amount.as_exported, width: 9, fill: ②"0"}
                  - {name: C, value: amount.as_exported, width: 9, last: ③4}
                  - {name: D, value: amount.as_exported, width: 9, strip: ④zeros}
                  - {name: E, text: "{amount.as_exported:⑤last 4}", width: 9}
                """,
            [
                (
                    "①",
                    "error: a number is never cut; leave `overflow` out: what does not fit is held"
                ),
                ("②", "error: zeros behind a number make it another number; write `align: right`"),
                ("③", "error: `last` cuts a number; leave it out: what does not fit is held"),
                ("④", "error: `strip` is for texts; leave it out, or show another value"),
                (
                    "⑤",
                    "error: `amount.as_exported` is never cut and takes no picture; leave the picture out, or show amount.absolute or amount.signed"
                ),
            ]
        )
    }

    @Test func `a number is never cut, filled or padded into another`() throws {
        try expectFindings(
            fields: """
                  - {name: A, value: amount.absolute, width: 9, overflow: ①truncate}
                  - {name: B, value: amount.absolute, width: 9, align: left, fill: ②"0"}
                  - {name: C, value: amount.cents, width: 9, last: ③4}
                  - {name: D, value: amount.cents, width: 9, fill: ④"9"}
                  - {name: E, value: amount.signed, width: 9, fill: "0", sign: ⑤after-fill}
                  - {name: F, value: amount.absolute, width: 9, plus: ⑥true}
                """,
            [
                (
                    "①",
                    "error: a number is never cut; leave `overflow` out: what does not fit is held"
                ),
                ("②", "error: zeros behind a number make it another number; write `align: right`"),
                ("③", "error: `last` cuts a number; leave it out: what does not fit is held"),
                (
                    "④",
                    "error: a number filled so is another number; fill it with \"0\" or with a blank"
                ),
                ("⑤", "error: a sign behind zeros is read as no number; write `sign: before-fill`"),
                (
                    "⑥",
                    "error: `plus` belongs to a signed number, and the field shows none; such numbers are amount.signed and totals.signed"
                ),
            ]
        )
    }

    @Test func `a number in one branch is a number in the field`() throws {
        try expectFindings(
            fields: """
                  - {name: A, choose: [{when: {sign: charge}, value: amount.absolute}, {literal: ""}], width: 9, overflow: ①truncate}
                """,
            [("①", "error: a number is never cut; leave `overflow` out: what does not fit is held")]
        )
    }

    @Test func `a sign behind some numbers alone moves their digits`() throws {
        try expectFindings(
            fields: """
                  - {name: A, value: amount.signed, width: 9, align: right, sign: ①trailing}
                  - {name: B, value: amount.signed, width: 9, align: right, sign: trailing, plus: true}
                """,
            [
                (
                    "①",
                    "warning: the digits of a negative number stand one column before those of a positive one; add `plus: true`, so that every number ends in its sign"
                )
            ]
        )
    }

    @Test func `thousands and dates that hold the separator are refused where nothing is quoted`()
        throws
    {
        try expectFindings(
            fields: """
                  - ①{name: A, value: amount.absolute, picture: "#,##0.00"}
                  - ②{name: B, value: fee.date, picture: "dd,MM"}
                """,
            record: "{kind: delimited, quote: never}",
            files: "  - {name: out.dat, kind: other}",
            [
                (
                    "①",
                    "error: from 1,000.00 on the amount holds the separator, and the field is never quoted; write the picture as 0.00, or `quote: minimal`"
                ),
                (
                    "②",
                    "error: the picture holds the separator or a quote, and the field is never quoted; write the picture without it, or `quote: minimal`"
                ),
            ]
        )
        try expectFindings(
            fields: "  - {name: A, value: amount.absolute, picture: \"#,##0.00\"}",
            record: "{kind: delimited}",
            files: "  - {name: out.dat, kind: other}",
            []
        )
    }
}

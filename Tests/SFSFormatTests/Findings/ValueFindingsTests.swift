import BursarModel
import SFSFormat
import TestSupport
import Testing

/// Values, pictures and texts of fields are judged where they stand.
struct ValueFindingsTests {
    private let letters =
        "a date is written with yyyy or yy, MM or M, dd or d, and what stands between them"

    @Test func `an unknown value has the nearest spelling`() throws {
        try expectFindings(
            fields: """
                  - {name: A, value: ①amount.absolut, width: 9}
                  - {name: B, text: "{②user.nam}", width: 9}
                  - {name: C, value: ③total.count, width: 9}
                  - {name: D, value: ④frobnicate, width: 9}
                """,
            [
                ("①", "error: unknown value `amount.absolut`; did you mean `amount.absolute`?"),
                ("②", "error: unknown value `user.nam`; did you mean `user.name`?"),
                ("③", "error: unknown value `total.count`; did you mean `totals.count`?"),
                (
                    "④",
                    "error: unknown value `frobnicate`; docs/format-language.md lists the values"
                ),
            ]
        )
    }

    @Test func `pictures are judged by what they show`() throws {
        try expectFindings(
            fields: """
                  - {name: A, value: fee.date, picture: ①DD/⑥mm/⑦YYYY, width: 10}
                  - {name: B, value: amount.absolute, picture: ②"0.000", width: 9}
                  - {name: C, value: amount.cents, picture: ③"0.00", width: 9}
                  - {name: D, value: user.id, picture: ④"0.00", width: 9}
                  - {name: E, value: amount.absolute, picture: ⑤"#,#0.00", width: 9}
                """,
            [
                ("①", "error: unknown letters `DD` in a picture; did you mean `dd`? \(letters)"),
                ("⑥", "error: unknown letters `mm` in a picture; did you mean `MM`? \(letters)"),
                (
                    "⑦",
                    "error: unknown letters `YYYY` in a picture; did you mean `yyyy`? \(letters)"
                ),
                (
                    "②",
                    "error: `0.000` is no picture of an amount; an amount has exactly two decimals: write 0.00, #.00 or #,##0.00; for implied cents use a value in cents"
                ),
                (
                    "③",
                    "error: `0.00` is no picture of a whole number; write as many zeros as it has digits at least, such as 0000"
                ),
                (
                    "④",
                    "error: `user.id` is a text and takes no picture; the field's keys for a text are `case`, `last`, `max` and `strip`"
                ),
                (
                    "⑤",
                    "error: `#,#0.00` is no picture of an amount; write 0.00, #.00 or #,##0.00; for implied cents use a value in cents"
                ),
            ]
        )
    }

    @Test func `a text that its encoding lacks is found before the first fee`() throws {
        try expectFindings(
            fields: "  - {name: A, literal: ①日本, width: 9}",
            [
                (
                    "①",
                    "error: `日本` cannot be written in us-ascii; use other characters, or another `encoding`"
                )
            ]
        )
    }

    @Test func `a format tells what it shows of a reader's life`() throws {
        let declaration = try reading(
            """
            format: test
            record: {kind: delimited}
            fields: [{name: A, value: user.id}, {name: B, text: "{item.barcode} {item.title}"}]
            files: [{name: a, when: {sign: charge}}]
            """
        ) { FormatDeclaration.read(from: $0, findings: $1) }
        #expect(declaration.readingHistory == ["item.title", "item.barcode"])
        #expect(declaration.fileNames == ["a"])
    }

    @Test func `a branch behind one without a condition is never reached`() throws {
        try expectFindings(
            fields: "  - {name: A, choose: [①{literal: Y}, {literal: N}], width: 1}",
            [
                (
                    "①",
                    "error: the branches below are never reached; only the last may stand without `when`"
                )
            ]
        )
    }

    @Test func `unknown keys are errors everywhere`() throws {
        try expectFindings(
            fields: "  - {name: A, value: user.id, ①widht: 9, width: 9}",
            record: "{kind: fixed, ②lenght: 9}",
            files: "  - {name: a, when: {sign: charge}, ③emtpy: none}",
            more: "④titel: x\n",
            [
                ("②", "error: unknown key `lenght`; did you mean `length`?"),
                ("①", "error: unknown key `widht`; did you mean `width`?"),
                ("④", "error: unknown key `titel`; did you mean `title`?"),
                ("③", "error: unknown key `emtpy`; did you mean `empty`?"),
            ]
        )
    }

    @Test func `what is not there yet is refused, never left out`() throws {
        try expectFindings(
            files: "  - {name: a, when: {sign: charge}}",
            more: "①include: other\n",
            [("①", "error: `include` is not yet supported; write out what the other format says")]
        )
    }

    @Test func `what tells of somebody's reading is a warning where it is shown`() throws {
        let remedy =
            "leave it out unless the campus wants it there; fee.transaction_id leads back to it"
        try expectFindings(
            fields: "  - {name: A, text: \"{①item.title} {②item.barcode}\", width: 30}",
            files: "  - {name: \"out-{run.date}\", kind: other}",
            [
                (
                    "①",
                    "warning: `item.title` tells whoever reads the file what somebody borrowed; \(remedy)"
                ),
                (
                    "②",
                    "warning: `item.barcode` tells whoever reads the file what somebody borrowed; \(remedy)"
                ),
            ],
            withUsual: true
        )
    }

    @Test func `letters in escaped texts are pointed at as well`() throws {
        try expectFindings(
            fields: """
                  - {name: A, text: "a \\"b\\" {①user.nam}", width: 30}
                  - {name: B, text: 'it''s {②user.nam}', width: 30}
                  - {name: C, value: fee.date, picture: 'yyyy''③MMM', width: 30}
                  - {name: D, only_when: {user.id: "/[0-9]\\\\④d/"}, literal: x, width: 1}
                """,
            [
                ("①", "error: unknown value `user.nam`; did you mean `user.name`?"),
                ("②", "error: unknown value `user.nam`; did you mean `user.name`?"),
                ("③", "error: unknown letters `MMM` in a picture; did you mean `MM`? \(letters)"),
                ("④", "error: `\\d` is not known here; a digit is written [0-9]"),
            ]
        )
    }

    @Test func `a part that cannot be read does not hide what is wrong beside it`() throws {
        try expectFindings(
            fields: """
                  - {name: A, value: ①user.idd, width: ②0, align: ③midle}
                  - {name: B, value: lookup.item_typ, picture: ⑧x, width: 3}
                  - ⑤nothing
                  - {name: C, value: ⑥lookup.item_type, width: 3}
                """,
            record: "{kind: fixed, encoding: ⑦utf8}",
            [
                ("⑦", "error: `encoding` cannot be `utf8`; did you mean `utf-8`?"),
                ("①", "error: unknown value `user.idd`; did you mean `user.id`?"),
                ("②", "error: `width` is 0; it is at least 1, and at most 100000"),
                ("③", "error: `align` cannot be `midle`; it is one of left, right"),
                (
                    "⑧",
                    "error: `lookup.item_typ` is a text and takes no picture; the field's keys for a text are `case`, `last`, `max` and `strip`"
                ),
                (
                    "⑤",
                    "error: an entry of `fields` is a single value, but a mapping of keys is needed"
                ),
                (
                    "⑥",
                    "error: `lookup.item_type` of campus `humboldt` has up to 12 bytes, its field holds 3; widen the field, or correct the value in line 3 of the campus file"
                ),
            ]
        )
    }
}

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
                ("④", "error: `user.id` is a text and takes no picture"),
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
            files: """
                  - {name: a, when: {sign: charge}, group: ①user}
                  - {name: b, when: {sign: credit}, ②sort: [user.id]}
                """,
            more: "③include: other\n",
            [
                (
                    "③",
                    "error: `include` is not yet supported; write out what the other format says"
                ),
                ("①", "error: `group` is not yet supported; without it there is a record per fee"),
                (
                    "②",
                    "error: `sort` is not yet supported; without it the records stand in the order of the exports"
                ),
            ]
        )
    }
}

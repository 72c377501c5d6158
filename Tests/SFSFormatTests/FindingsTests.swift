import BursarModel
import SFSFormat
import TestSupport
import Testing

/// What is wrong with a format is said where it stands, all at once.
struct FindingsTests {
    /// A format around some lines, at whose marks the findings must stand.
    private func expect(
        fields: String = "  - {name: ID, value: user.id, width: 9}",
        record: String = "{kind: fixed}",
        files: String = "  - {name: out.dat, when: {sign: charge}}",
        more: String = "",
        _ expected: [(Character, String)],
        campus: CampusVocabulary? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = MarkedText(
            "format: test\nrecord: \(record)\nfields:\n\(fields)\n\(more)files:\n\(files)\n"
        )
        let found = try findings(in: file.text, campus: campus).map(\.line)
        let wanted = expected.map { mark, text in
            "format.yaml:\(file[mark].line):\(file[mark].column): \(text)"
        }
        #expect(found == wanted, sourceLocation: sourceLocation)
    }

    @Test func `Humboldt's format and those of the facts are without findings`() throws {
        #expect(try findings(in: HumboldtTests.yaml) == [])
    }

    @Test func `an unknown value has the nearest spelling`() throws {
        try expect(
            fields: """
                  - {name: A, value: ①amount.absolut, width: 9}
                  - {name: B, text: ②"{user.nam}", width: 9}
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
        try expect(
            fields: """
                  - {name: A, value: fee.date, picture: ①DD/mm/yyyy, width: 10}
                  - {name: B, value: amount.absolute, picture: ②"0.000", width: 9}
                  - {name: C, value: amount.cents, picture: ③"0.00", width: 9}
                  - {name: D, value: user.id, picture: ④"0.00", width: 9}
                  - {name: E, value: amount.absolute, picture: ⑤"#,#0.00", width: 9}
                """,
            [
                ("①", "error: unknown letters `DD` in a picture; did you mean `dd`?"),
                (
                    "②",
                    "error: `0.000` is no picture of an amount; write 0.00, #.00 or #,##0.00; for implied cents use a value in cents"
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

    @Test func `widths must be there and add up`() throws {
        try expect(
            fields: """
                  - {name: A, value: user.id, width: ①0}
                """,
            [("①", "error: `width` is 0; it is at least 1, and at most 100000")]
        )
        try expect(
            fields: """
                  - ①{name: A, value: user.id}
                  - {name: B, literal: ②abcd, width: 3}
                """,
            [
                (
                    "①",
                    "error: the field has no `width`, which a fixed record needs; give it the width of its column in bytes"
                ), ("②", "error: the text has 4 bytes, its field holds 3"),
            ]
        )
        try expect(
            fields: "  - {name: A, value: user.id, width: 9}\n  - {literal: xy}",
            record: "{kind: fixed, separator: \",\", length: ①41}",
            [
                (
                    "①",
                    "error: the fields make 12 bytes, `length` says 41; the sum of the widths, and of the separators between them"
                )
            ]
        )
        try expect(
            fields: "  - ①{name: A, value: user.id}",
            record: "{kind: delimited, quote: never, length: 9}",
            [("①", "error: the field has no `width`, but the record's `length` is given")]
        )
        try expect(
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
        try expect(
            record: "{kind: delimited, separator: ①\"::\"}",
            [("①", "error: the separator has 2 bytes; a separator is one ASCII character")]
        )
        try expect(
            record: "{kind: delimited, separator: ①'\"'}",
            [
                (
                    "①",
                    "error: the separator is the quote; such as a comma, a semicolon, a bar, a tab or a blank"
                )
            ]
        )
    }

    @Test func `what a campus lacks is said in the format's place`() throws {
        try expect(
            fields: """
                  - {name: A, value: ①campus.credit_item_typ, width: 12}
                  - {name: B, value: ②lookup.item_typ, width: 12}
                  - {name: C, value: ③lookup.item_type.text, width: 12}
                  - {name: D, value: ④lookup.item_type, width: 11}
                  - {name: E, value: ⑤campus.credit_item_type, width: 11}
                """,
            [
                (
                    "①",
                    "error: campus `humboldt` defines no constant `credit_item_typ`; did you mean `credit_item_type`?"
                ),
                (
                    "②",
                    "error: campus `humboldt` has no lookup `item_typ`; did you mean `item_type`?"
                ),
                (
                    "③",
                    "error: lookup `item_type` of campus `humboldt` has no column `text`; its columns are value"
                ),
                (
                    "④",
                    "error: `lookup.item_type` of campus `humboldt` has up to 12 bytes, its field holds 11"
                ),
                (
                    "⑤",
                    "error: `campus.credit_item_type` of campus `humboldt` has up to 12 bytes, its field holds 11"
                ),
            ]
        )
        var campus = try CampusVocabulary.humboldt()
        campus.terms = nil
        try expect(
            fields: "  - {name: A, value: ①term, width: 4}",
            [
                (
                    "①",
                    "error: campus `humboldt` declares no terms, and the field shows one; give the campus file `terms` or `term_rule`"
                )
            ],
            campus: campus
        )
    }

    @Test func `a file that no fee reaches is an error`() throws {
        try expect(
            files: "  - {name: a, kind: other}\n  - ①{name: b, when: {sign: credit}}",
            [
                (
                    "①",
                    "error: no fee ever reaches this file; the file in line 6 has no `when` and takes them all"
                )
            ]
        )
        try expect(
            files: """
                  - {name: a, when: {sign: charge}}
                  - {name: b, when: ①{sign: charge, fee.type: OTHER}}
                """,
            [
                (
                    "①",
                    "error: no fee ever reaches this file; the file in line 6 takes what it asks for"
                )
            ]
        )
        try expect(
            files: """
                  - {name: "x{run.date}", when: {sign: charge}}
                  - {name: ①"x{run.date:yyyy-MM-dd}", when: {sign: credit}}
                """,
            [("①", "error: two files have the same name; the other stands in line 6")]
        )
    }

    @Test func `charges and credits in one file are a warning unless a field tells them apart`()
        throws
    {
        let warning =
            "warning: charges and credits stand in one file, and no field tells them apart; give the file `when: {sign: charge}`, or a field that depends on `sign`"
        try expect(files: "  - ①{name: a}", [("①", warning)])
        try expect(files: "  - {name: a, kind: other}", [])
        try expect(
            fields:
                "  - {name: A, choose: [{when: {sign: credit}, literal: Y}, {literal: N}], width: 1}",
            files: "  - {name: a}",
            []
        )
        try expect(
            fields: "  - {name: A, value: amount.signed, width: 9}",
            files: "  - {name: a}",
            []
        )
        try expect(files: "  - {name: a, when: {not: {sign: credit}}}", [])
    }

    @Test func `totals stand in headers and trailers, and fees in records`() throws {
        try expect(
            fields: "  - ①{name: A, value: totals.count, width: 9}",
            [
                (
                    "①",
                    "error: a record of a fee cannot show `totals.count`; totals stand in a header or a trailer"
                )
            ]
        )
        try expect(
            more:
                "header:\n  - ①{value: user.id, width: 9}\n  - {literal: x, only_when: ②{sign: charge}, width: 1}\n",
            [
                (
                    "①",
                    "error: a header cannot show `user.id`, which belongs to a fee; it can show campus., run., export. and totals. values"
                ), ("②", "error: a header cannot depend on a fee; leave the condition out"),
            ]
        )
        try expect(
            more: "trailer:\n  - ①{value: term, width: 4}\n",
            [
                (
                    "①",
                    "error: a header or a trailer shows `term`, which campus `humboldt` has by the fee's date; only with `term_date: run.date` it is one for the file"
                )
            ]
        )
    }

    @Test func `a number is never cut, filled or padded into another`() throws {
        try expect(
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
                ("③", "error: `last` cuts a number"),
                ("④", "error: a number filled so is another number"),
                ("⑤", "error: a sign behind zeros is read as no number; write `sign: before-fill`"),
                (
                    "⑥",
                    "error: `plus` belongs to a signed number, and the field shows none; such numbers are amount.signed and totals.signed"
                ),
            ]
        )
    }

    @Test func `what is not there yet is refused, never left out`() throws {
        try expect(
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

    @Test func `unknown keys are errors everywhere`() throws {
        try expect(
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

    @Test func `names of files are judged`() throws {
        try expect(
            files: """
                  - {name: ①"{run.date:hh}", when: {sign: charge}}
                """,
            [
                (
                    "①",
                    "error: unknown letters `hh` in a picture; a picture here knows yyyy, yy, MM, M, dd, d"
                )
            ]
        )
        try expect(
            files: """
                  - {name: ①a/b, when: {sign: charge, fee.type: A}}
                  - {name: ②.hidden, when: {sign: charge, fee.type: B}}
                  - {name: ③"{user.id}.dat", when: {sign: charge, fee.type: C}}
                """,
            [
                (
                    "①",
                    "error: a name holds a slash or a control character; outputs lie in the outbox itself, not in folders below it"
                ),
                (
                    "②",
                    "error: a name begins with `.`; such files are hidden, or taken for options"
                ),
                (
                    "③",
                    "error: `user.id` cannot stand in a name; a name is made of campus., run. and export. values"
                ),
            ]
        )
    }

    @Test func `columns wider than PeopleSoft's are a warning`() throws {
        try expect(
            fields: """
                  - {name: EMPLID, value: user.id, width: ①12}
                  - {name: Item Type, value: lookup.item_type, width: ②15}
                  - {name: STRM, value: term, width: 4}
                """,
            [
                ("①", "warning: `EMPLID` is 12 bytes wide, PeopleSoft holds 11"),
                ("②", "warning: `Item Type` is 15 bytes wide, PeopleSoft holds 12"),
            ]
        )
    }

    @Test func `a text that its encoding lacks is found before the first fee`() throws {
        try expect(
            fields: "  - {name: A, literal: ①日本, width: 9}",
            [
                (
                    "①",
                    "error: `日本` cannot be written in us-ascii; use other characters, or another `encoding`"
                )
            ]
        )
    }

    @Test func `a number in one branch is a number in the field`() throws {
        try expect(
            fields: """
                  - {name: A, choose: [{when: {sign: charge}, value: amount.absolute}, {literal: ""}], width: 9, overflow: ①truncate}
                """,
            [("①", "error: a number is never cut; leave `overflow` out: what does not fit is held")]
        )
    }

    @Test func `the next name in a sequence needs its number`() throws {
        try expect(
            files: "  - {name: ①a, when: {sign: charge}, exists: sequence}",
            [
                (
                    "①",
                    "error: `exists: sequence` needs a number in the name; such as {run.sequence:00}"
                )
            ]
        )
        try expect(
            files: "  - {name: \"a{run.sequence}\", when: {sign: charge}, exists: sequence}",
            []
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
        try expect(
            fields: "  - {name: A, choose: [①{literal: Y}, {literal: N}], width: 1}",
            [
                (
                    "①",
                    "error: the branches below are never reached; only the last may stand without `when`"
                )
            ]
        )
    }
}

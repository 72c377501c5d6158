import BursarModel
import SFSFormat
import TestSupport
import Testing

/// Files are judged beside each other: who reaches them, and what they are called.
struct FileFindingsTests {
    @Test func `Humboldt's format and those of the facts are without findings`() throws {
        #expect(try findings(in: HumboldtTests.yaml) == [])
    }

    @Test func `a file that no fee reaches is an error`() throws {
        try expectFindings(
            files: "  - {name: a, kind: other}\n  - ①{name: b, when: {sign: credit}}",
            [
                (
                    "①",
                    "error: no fee ever reaches this file; the file in line 6 has no `when` and takes them all"
                )
            ]
        )
        try expectFindings(
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
        try expectFindings(
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
        try expectFindings(files: "  - ①{name: a}", [("①", warning)])
        try expectFindings(files: "  - {name: a, kind: other}", [])
        try expectFindings(
            fields:
                "  - {name: A, choose: [{when: {sign: credit}, literal: Y}, {literal: N}], width: 1}",
            files: "  - {name: a}",
            []
        )
        try expectFindings(
            fields: "  - {name: A, value: amount.signed, width: 9}",
            files: "  - {name: a}",
            []
        )
        try expectFindings(files: "  - {name: a, when: {not: {sign: credit}}}", [])
    }

    @Test func `totals stand in headers and trailers, and fees in records`() throws {
        try expectFindings(
            fields: "  - {name: A, value: ①totals.count, width: 9}",
            [
                (
                    "①",
                    "error: a record of a fee cannot show `totals.count`; totals stand in a header or a trailer"
                )
            ]
        )
        try expectFindings(
            more:
                "header:\n  - {value: ①user.id, width: 9}\n  - {literal: x, only_when: ②{sign: charge}, width: 1}\n",
            [
                (
                    "①",
                    "error: a header cannot show `user.id`, which belongs to a fee; it can show campus., run., export. and totals. values"
                ), ("②", "error: a header cannot depend on a fee; leave the condition out"),
            ]
        )
        try expectFindings(
            more: "trailer:\n  - ①{value: term, width: 4}\n",
            [
                (
                    "①",
                    "error: a header or a trailer shows `term`, which campus `humboldt` has by the fee's date; only with `term_date: run.date` it is one for the file"
                )
            ]
        )
    }

    @Test func `names of files are judged`() throws {
        try expectFindings(
            files: """
                  - {name: "{run.date:①hh}", when: {sign: charge}}
                """,
            [
                (
                    "①",
                    "error: unknown letters `hh` in a picture; a date is written with yyyy or yy, MM or M, dd or d, and what stands between them"
                )
            ]
        )
        try expectFindings(
            files: """
                  - {name: ①a/b, when: {sign: charge, fee.type: A}}
                  - {name: ②.hidden, when: {sign: charge, fee.type: B}}
                  - {name: "{③user.id}.dat", when: {sign: charge, fee.type: C}}
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
                    "error: `user.id` cannot stand in a name; a name is made of campus., run., file. and export. values"
                ),
            ]
        )
    }

    @Test func `the next name in a sequence needs its number`() throws {
        try expectFindings(
            files: "  - {name: ①a, when: {sign: charge}, exists: sequence}",
            [
                (
                    "①",
                    "error: `exists: sequence` needs a number in the name; such as {run.sequence:00} or {file.sequence:00}"
                )
            ]
        )
        try expectFindings(
            files: "  - {name: \"a{run.sequence}\", when: {sign: charge}, exists: sequence}",
            []
        )
    }
}

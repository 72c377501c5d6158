import BursarModel
import SFSFormat
import TestSupport
import Testing

/// Files that no fee reaches, and fees that reach no file, however their conditions are nested.
struct ReachTests {
    private func expect(
        _ files: String,
        _ expected: [(Character, String)],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try expectFindings(
            fields: "  - {name: A, value: amount.signed, width: 9}",
            files: files,
            expected,
            withUsual: true,
            sourceLocation: sourceLocation
        )
    }

    private let remedy = "add a file for them, or let the campus leave them out with a `skip` rule"

    @Test func `a file behind charges and credits is out of reach`() throws {
        try expect(
            """
              - {name: "a{run.date}", when: {sign: charge}}
              - {name: "b{run.date}", when: {sign: credit}}
              - {name: "c{run.date}", when: ①{fee.type: [OVERDUEFINE, OTHER]}}
            """,
            [
                (
                    "①",
                    "error: no fee ever reaches this file; the files in line 6 and in line 7 take what it asks for together"
                )
            ]
        )
        try expect(
            """
              - {name: "a{run.date}", when: {any: [{sign: charge}, {borrower: other}]}}
              - {name: "b{run.date}", when: {not: {sign: charge}}}
              - ①{name: "c{run.date}", kind: other}
            """,
            [
                (
                    "①",
                    "error: no fee ever reaches this file; the files in line 6 and in line 7 take them all together"
                )
            ]
        )
    }

    @Test func `a file whose when contradicts itself is out of reach`() throws {
        try expect(
            """
              - {name: "a{run.date}", when: ①{amount: {at_least: 5.00}, not: {amount: {at_least: 2.00}}}}
              - {name: "b{run.date}", kind: other}
            """,
            [
                (
                    "①",
                    "error: no fee ever reaches this file; its `when` contradicts itself, so that no fee can meet it"
                )
            ]
        )
    }

    @Test func `amounts, ages, types and patterns that leave room are reached`() throws {
        try expect(
            """
              - {name: "a{run.date}", when: {amount: {at_least: 5.00}}}
              - {name: "b{run.date}", when: {amount: {at_most: 10.00}, age_days: {at_least: 30}}}
              - {name: "c{run.date}", when: {user.id: "/[09].*/", fee.library: MAIN}}
              - {name: "d{run.date}", kind: other, when: {age_days: {at_most: 28}}}
              - {name: "e{run.date}", kind: other}
            """,
            []
        )
    }

    @Test(arguments: [
        ("{sign: charge}", "credits: they"),
        ("{borrower: student}", "fees of `other` borrowers: they"),
        ("{borrower: student, sign: charge}", "credits and fees of `other` borrowers: they"),
        ("{not: {borrower: other, sign: credit}}", "credits of `other` borrowers: they"),
        ("{fee.type: OTHER}", "a charge of a student of a type that none names: such fees"),
        ("{amount: {at_least: 5.00}}", "a charge of a student of 0.01: such fees"),
    ])
    func `fees that no file takes are a warning`(condition: String, said: String) throws {
        let file = MarkedText(
            "format: x\nrecord: {kind: fixed}\nfields: [{value: amount.signed, width: 9}]\n①files: [{name: \"a{run.date}\", when: \(condition)}]\n"
        )
        #expect(
            try findings(in: file.text, withUsual: true).map(\.line) == [
                "format.yaml:4:1: warning: no file takes \(said) are held (`no_file`); \(remedy)"
            ]
        )
    }

    @Test func `a name that is the same every day waits, unless that is meant`() throws {
        try expect(
            "  - {name: ①bursar.csv}",
            [
                (
                    "①",
                    "warning: the name is the same every day, so that an output waits until the one before is collected; put {run.date:yyyyMMdd} into it, or write `exists: wait` if that is meant"
                )
            ]
        )
        // The first file of every day has the number 1.
        try expect(
            "  - {name: ①\"bursar-{file.sequence}.csv\"}",
            [
                (
                    "①",
                    "warning: the name is the same every day, so that an output waits until the one before is collected; put {run.date:yyyyMMdd} into it, or write `exists: wait` if that is meant"
                )
            ]
        )
        try expect("  - {name: bursar.csv, exists: wait}", [])
        try expect("  - {name: bursar.csv, exists: replace}", [])
        try expect("  - {name: \"bursar-{run.sequence}.csv\"}", [])
        try expect("  - {name: \"bursar-{run.date:yyMMdd}-{file.sequence}.csv\"}", [])
        try expect("  - {name: \"bursar-{file.sequence}.csv\", exists: sequence}", [])
    }

    @Test func `a name with the date alone beside a numbered one is told`() throws {
        let numbered = "}\n  - {name: \"b{run.date}{run.sequence:00}\", when: {sign: credit}}"
        let told = try findings(
            in: files("a{run.date}", numbered),
            withUsual: true
        ).filter { $0.message.text.contains("the same all day") }
        #expect(told.map(\.place?.line) == [5])
        let silent = [
            files("a{run.date}", "}"), files("a{run.date}{run.sequence}", numbered),
            files("a{run.date}", ", exists: wait" + numbered),
        ]
        for text in silent {
            #expect(
                try !findings(in: text, withUsual: true).contains {
                    $0.message.text.contains("the same all day")
                }
            )
        }
    }

    private func files(_ name: String, _ more: String) -> String {
        """
        format: x
        record: {kind: fixed}
        fields: [{value: amount.absolute, picture: "0.00", width: 9}]
        files:
          - {name: "\(name)", when: {sign: charge}\(more)
        """
    }
}

import BursarModel
import SFSFormat
import TestSupport
import Testing

/// What cannot be grouped, sorted or unique is refused where it stands, with a remedy.
struct ArrangementFindingsTests {
    private func expect(
        fields: String = "  - {name: ID, value: user.id, width: 9}",
        file: String,
        more: String = "",
        campus: CampusVocabulary? = nil,
        _ expected: [(Character, String)],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let text = MarkedText(
            """
            format: test
            record: {kind: fixed}
            \(more)fields:
            \(fields)
            files:
              - {name: out.dat, when: {sign: charge}, \(file)}
            """
        )
        let found = try findings(in: text.text, campus: campus).map(\.line)
        let wanted = expected.map { mark, line in
            "format.yaml:\(text[mark].line):\(text[mark].column): error: \(line)"
        }
        #expect(found == wanted, sourceLocation: sourceLocation)
    }

    private let apart = "leave it out, or leave `group` out: then each fee has its record"

    @Test(arguments: [
        "fee.date", "fee.transaction_id", "fee.library", "fee.ordinal", "fee.comment",
        "item.title", "item.barcode", "item.due_date",
    ])
    func `a record of a group shows nothing in which its fees differ`(_ value: String) throws {
        try expect(
            fields: "  - ①{name: A, value: \(value), width: 30}",
            file: "group: user+fee.type",
            [
                (
                    "①",
                    "a record of a group cannot show `\(value)`, in which its fees differ; \(apart)"
                )
            ]
        )
    }

    @Test func `the remedy is the nearest that can be had`() throws {
        try expect(
            fields: """
                  - ①{value: fee.type, width: 30}
                  - ②{value: amount.as_exported, width: 9}
                  - ③{value: export.number, width: 20}
                  - ④{text: "{user.id} {item.title}", width: 40}
                """,
            file: "group: user",
            [
                (
                    "①",
                    "a record of a group cannot show `fee.type`, in which its fees differ; write `group: user+fee.type`"
                ),
                (
                    "②",
                    "a record of a group cannot show `amount.as_exported`, in which its fees differ; the sum of a group is amount.absolute or amount.signed"
                ),
                (
                    "③",
                    "a record of a group cannot show `export.number`, in which its fees differ; name the export in the file's name too, which makes a file of each export"
                ),
                (
                    "④",
                    "a record of a group cannot show `item.title`, in which its fees differ; \(apart)"
                ),
            ]
        )
    }

    @Test func `an export can be shown where the file is of one export`() throws {
        let found = try findings(
            in: """
                format: test
                record: {kind: fixed}
                fields:
                  - {value: user.id, width: 9}
                  - {value: export.date, picture: yyyyMMdd, width: 8}
                files:
                  - {name: "a-{export.number}", when: {sign: charge}, group: user, sort: export.date}
                """
        )
        #expect(found == [])
    }

    @Test func `a condition asks nothing in which the fees of a group differ`() throws {
        try expect(
            fields: """
                  - {value: user.id, width: 9}
                  - {choose: [{when: ①{fee.type: A}, literal: A}, {when: {sign: charge}, literal: B}], width: 1}
                  - {literal: X, width: 1, only_when: ②{not: {fee.library: MAIN}}}
                  - {literal: X, width: 1, only_when: ③{any: [{amount: {at_least: 5}}, {age_days: {at_least: 5}}]}}
                  - {literal: X, width: 1, only_when: {user.id: "/9.*/", borrower: student}}
                """,
            file: "group: user",
            [
                (
                    "①",
                    "a record of a group cannot depend on `fee.type`, in which its fees differ; write `group: user+fee.type`, or leave the condition out"
                ),
                (
                    "②",
                    "a record of a group cannot depend on `fee.library`, in which its fees differ; leave the condition, or `group`, out"
                ),
                (
                    "③",
                    "a record of a group cannot depend on `amount`, in which its fees differ; leave the condition, or `group`, out"
                ),
                (
                    "③",
                    "a record of a group cannot depend on `age_days`, in which its fees differ; leave the condition, or `group`, out"
                ),
            ]
        )
    }

    @Test(arguments: ["line.number", "totals.count", "group.count", "run.date", "campus.key"])
    func `a file is sorted by what its fees have`(_ value: String) throws {
        try expect(
            file: "sort: ①\(value)",
            [
                (
                    "①",
                    "a file cannot be sorted by `\(value)`; sort by user., fee., item., amount., lookup. or export. values, by sign or by term"
                )
            ]
        )
    }

    @Test func `a file of groups is sorted by what its groups have`() throws {
        try expect(
            file: "group: user, sort: [user.id, ①amount.signed, ②fee.date]",
            [
                (
                    "①",
                    "a file of groups cannot be sorted by `amount.signed`; sort by user. values, by sign or by term, or leave `group` out"
                ),
                (
                    "②",
                    "a record of a group cannot be sorted by `fee.date`, in which its fees differ; \(apart)"
                ),
            ]
        )
    }

    @Test func `what cannot be read is said where it stands`() throws {
        try expect(
            file: "group: ①users",
            [("①", "`group` cannot be `users`; did you mean `user`?")]
        )
        try expect(
            file: "sort: [①user.idd, {by: user.id, order: ②down}, ③{order: ascending}]",
            [
                ("①", "unknown value `user.idd`; did you mean `user.id`?"),
                ("②", "`order` cannot be `down`; it is one of ascending, descending"),
                ("③", "`by` is missing"),
            ].map { ($0.0, $0.1) }
        )
        try expect(
            file: "sort: ①[]",
            [
                (
                    "①",
                    "`sort` lists no value; leave it out, or write such as `sort: [user.id, fee.date]`"
                )
            ]
        )
    }

    @Test func `a campus tells what differs in terms and lookups`() throws {
        let campus = try CampusVocabulary.humboldt().adding(
            lookup: "by: [fee.library, sign]\nvalues:\n  - {key: [MAIN, charge], value: a}",
            as: "place"
        )
        try expect(
            fields: """
                  - {value: user.id, width: 9}
                  - ①{value: term, width: 4}
                  - ②{value: lookup.item_type, width: 12}
                  - ③{value: lookup.place, width: 12}
                """,
            file: "group: user",
            campus: campus,
            [
                (
                    "①",
                    "the fees of a group differ in `term`, which campus `humboldt` has by the fee's date; only with `term_date: run.date` in the campus file it is one for the group"
                ),
                (
                    "②",
                    "the fees of a group differ in `lookup.item_type`, which campus `humboldt` looks up by `fee.type`; write `group: user+fee.type`"
                ),
                (
                    "③",
                    "the fees of a group differ in `lookup.place`, which campus `humboldt` looks up by `fee.library`; \(apart)"
                ),
            ]
        )
        var byRun = campus
        byRun.termDate = .runDate
        try expect(
            fields: "  - {value: term, width: 4}\n  - {value: lookup.item_type, width: 12}",
            file: "group: user+fee.type",
            campus: byRun,
            []
        )
        try expect(
            file: "sort: [①lookup.plce, ②lookup.item_type.txt]",
            campus: campus,
            [
                ("①", "campus `humboldt` has no lookup `plce`; did you mean `place`?"),
                (
                    "②",
                    "lookup `item_type` of campus `humboldt` has no column `txt`; its columns are value"
                ),
            ]
        )
    }

    @Test func `unique is for a fee's own values in a file of fees`() throws {
        try expect(
            fields:
                "  - {value: user.id, width: 9, unique: ①true}\n  - {literal: A, width: 1, unique: false}",
            file: "group: user",
            [
                (
                    "①",
                    "`unique` compares fees, but the file groups them in line 7; leave one of the two out"
                )
            ]
        )
        try expect(
            fields:
                "  - {value: user.id, width: 9}\n  - {value: run.date, width: 10, unique: ①true}",
            file: "header: [{literal: H, unique: ②true}]",
            [
                (
                    "①",
                    "the field is the same in every record, so all but one would be held; let it show a value of the fee, or leave `unique` out"
                ),
                (
                    "②",
                    "`unique` compares the records of fees; leave it out of a header and a trailer"
                ),
            ]
        )
        try expect(
            fields: "  - {value: fee.transaction_id, width: 20, unique: true}",
            file: "empty: none",
            []
        )
    }

    @Test func `a file without a header has none, though the format has one`() throws {
        let format = try Format(
            """
            format: test
            record: {kind: fixed}
            header: [{literal: H}]
            trailer: [{literal: T}]
            fields: [{value: user.id, width: 9}]
            files:
              - {name: a, when: {sign: credit}, header: [], trailer: []}
              - {name: b, when: {sign: charge}, trailer: []}
            """
        )
        #expect(
            try format.outputs([Fee(), Fee(sum: "-1")])
                == ["a": "900123456\n", "b": "H\n900123456\n"]
        )
        #expect(format.compiled.files.map(\.headerLength) == [0, 2])
        let without = try Format(
            "format: test\nrecord: {kind: fixed}\nheader: []\nfields: [{value: user.id, width: 9}]\nfiles: [{name: a, when: {sign: charge}}]"
        )
        #expect(try without.outputs([Fee()]) == ["a": "900123456\n"])
        #expect(
            try findings(
                in: "format: test\nrecord: {kind: fixed}\nfields: []\nfiles: [{name: a}]"
            ).first?.line.hasPrefix("format.yaml:3:1: error: `fields` lists no field") == true
        )
    }
}

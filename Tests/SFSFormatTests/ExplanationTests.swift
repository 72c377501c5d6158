import BursarModel
import Declarations
import TestSupport
import Testing

@testable import SFSFormat

/// Where the bytes of a record came from, field by field.
struct ExplanationTests {
    private static let names = ExplanationFiles(format: "f.yaml", campus: "c.yaml")

    private func explained(_ fields: String, _ fee: Fee = Fee(), file: String = "") throws
        -> [FieldExplanation]
    {
        try explained(Format(fields: fields, record: "{kind: delimited}", file: file), fee)
    }

    private func explained(_ format: Format, _ fee: Fee) throws -> [FieldExplanation] {
        let record = try format.compiled.shownRecord(
            of: fee.texts,
            fee.facts(),
            file: 0,
            context: format.context,
            lineNumber: 7
        )
        return try format.compiled.explainFields(
            of: fee.texts,
            fee.facts(),
            file: 0,
            context: format.context,
            record: record,
            files: ExplanationTests.names
        )
    }

    @Test func `a field names what it shows, where that is declared, and what fitting did`() throws
    {
        let fields = try explained(
            """
              - {name: ITEM, value: lookup.item_type}
              - {name: AMOUNT, value: amount.absolute, picture: "0.00", width: 7, align: right, fill: "0"}
              - {name: DATE, value: fee.date, picture: MM/dd/yyyy}
              - {name: TERM, value: term}
            """
        )
        #expect(fields.map(\.field.name) == ["ITEM", "AMOUNT", "DATE", "TERM"])
        #expect(
            fields.map { "\($0.field.from)-\($0.field.to)" } == ["1-12", "14-20", "22-31", "33-36"]
        )
        #expect(fields.map(\.declaredAt) == ["f.yaml:4", "f.yaml:5", "f.yaml:6", "f.yaml:7"])
        let origins = fields.compactMap(\.origins.first)
        #expect(
            origins.map(\.source) == ["lookup.item_type", "amount.absolute", "fee.date", "term"]
        )
        #expect(origins.map(\.giver) == [.lookup, .export, .export, .terms])
        #expect(origins[0].key == "OVERDUEFINE")
        #expect(origins[0].declaredAt == "c.yaml:5")
        #expect(origins[1].exported == "12.5" && origins[1].text == "12.50")
        #expect(fields[1].value == "12.50" && fields[1].field.text == "0012.50")
        #expect(fields[1].fitting == [FittingStep(.filled, side: .left, with: "0", bytes: 2)])
        #expect(origins[2].exported == "11/20/2026 16:05:00 PST")
        #expect(origins[2].picture == "MM/dd/yyyy")
        #expect(origins[3].key == "2026-11-20")
    }

    @Test(arguments: [
        ("{value: user.name, max: 3, overflow: truncate}", "cut right 5", "Doe"),
        ("{value: user.name, max: 4, overflow: truncate-left}", "cut left 4", "Jane"),
        ("{value: user.name, last: 4}", "last left 4", "Jane"),
        ("{value: user.id, strip: zeros}", "stripped left 2", "7"),
        ("{value: fee.comment, default: none}", "default - 4", "none"),
        ("{value: user.id, quote: always}", "quoted - 2", "\"007\""),
        ("{value: item.title}", "guarded left 1", "'=1"),
        ("{value: user.id, width: 5, only_when: {sign: credit}}", "blank right 5", "     "),
        ("{value: sign, width: 8}", "filled right 2", "charge  "),
    ])
    func `fitting tells each step`(_ field: String, _ step: String, _ text: String) throws {
        let fee = Fee(id: "007", name: "Doe Jane", title: "=1")
        let field = try #require(try explained("  - \(field)", fee, file: "kind: other").first)
        #expect(field.field.text == text)
        let steps = field.fitting.map { "\($0.kind) \($0.side?.rawValue ?? "-") \($0.bytes)" }
        #expect(steps == [step])
    }

    @Test func `a choice names the condition that was met, and a text each of its places`() throws {
        let fields = try explained(
            """
              - choose: [{when: {sign: credit}, literal: C}, {when: {fee.type: [OVERDUEFINE, X]}, text: "{user.id}/{sign}"}]
              - {literal: D}
            """
        )
        #expect(fields[0].when == "{fee.type: [OVERDUEFINE, X]}")
        #expect(fields[0].origins.map(\.text) == ["900123456", "/", "charge"])
        #expect(fields[0].origins.map(\.source) == ["user.id", nil, "sign"])
        #expect(fields[1].origins.map(\.giver) == [.format])
        #expect(fields[1].when == nil)
    }

    @Test func `a place with a picture tells what it took, and of what`() throws {
        let fields = try explained(
            "  - {text: \"{user.name:first 3,upper} {sign:upper} {campus.name:last 8}\"}",
            Fee(name: "Doe Jane")
        )
        #expect(fields[0].field.text == "DOE CHARGE Humboldt")
        let origins = fields[0].origins
        #expect(origins.map(\.text) == ["DOE", " ", "CHARGE", " ", "Humboldt"])
        let sources = ["user.name:upper, first 3", nil, "sign:upper", nil, "campus.name:last 8"]
        #expect(origins.map(\.source) == sources)
        #expect(origins[0].exported == "Doe Jane")
    }

    @Test func `the field is named for which a record cannot be made`() throws {
        let format = try Format(
            fields: "  - {name: A, value: user.id}\n  - {name: B, value: user.name, max: 2}",
            record: "{kind: delimited}"
        )
        let fee = Fee()
        let refused = format.compiled.refusedField(
            of: fee.texts,
            try fee.facts(),
            file: 0,
            context: format.context
        )
        #expect(refused?.name == "B")
        #expect(refused?.place.line == 5)
    }

    @Test func `a condition is told as a format writes it`() throws {
        let condition =
            "{borrower: student, sign: charge, user.id: \"/[09]+/\", amount: {at_least: 5.00}, "
            + "age_days: {at_most: 30}, not: {fee.library: MAIN}, any: [{sign: charge}, {fee.type: A}]}"
        let format = try Format(
            """
            format: test
            record: {kind: fixed}
            fields: [{literal: D, width: 1}]
            files: [{name: a, when: \(condition)}]
            """
        )
        #expect(format.compiled.files[0].when == condition)
    }

    @Test(arguments: ["fixed", "delimited"])
    func `tracing gives the very bytes of the record, whatever stands in the fee`(
        _ kind: String
    ) throws {
        let format = try Format(
            fields: """
                  - {name: A, value: user.name, width: 9, overflow: truncate}
                  - {name: B, value: item.title, width: 9, overflow: truncate-left, align: right}
                  - {name: C, value: item.title, width: 20, last: 5, case: upper, overflow: truncate}
                  - {name: D, text: "{item.title}-{user.name}", width: 12, overflow: truncate}
                  - {name: E, value: amount.signed, width: 11, fill: "0", sign: before-fill, plus: true}
                  - {name: F, value: item.title, max: 3, width: 6, overflow: truncate-left, default: n}
                  - {name: G, value: user.name, width: 4, overflow: truncate, only_when: {sign: charge}}
                """,
            record: "{kind: \(kind), encoding: windows-1252}",
            file: "kind: other"
        )
        let program = format.compiled.files[0].detail
        var written = 0
        for seed in 0..<300 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            func text() -> String {
                let pieces = ["a", "Z", "0", ",", "\"", "=", "-", " ", "é", "’", "\u{301}", "@"]
                return (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    pieces[Int.random(in: 0..<pieces.count, using: &random)]
                }.joined()
            }
            let fee = Fee(
                name: text(),
                title: text(),
                sum: random.next().isMultiple(of: 2) ? "-3.5" : "3.5"
            )
            guard try format.reason(fee) == nil else { continue }
            written += 1
            let traces = try program.fields.map { field in
                try program.trace(
                    field,
                    fee.texts,
                    fee.facts(),
                    format.context,
                    RecordFigures(lineNumber: 1)
                )
            }
            let separator = program.separator.map { [$0] } ?? []
            let bytes = traces.map(\.bytes).joined(separator: separator)
            #expect(Array(bytes) == (try format.recordBytes(fee)), "seed \(seed)")
            for trace in traces {
                let added = trace.fitting.reduce(trace.value.count) { count, step in
                    switch step.kind {
                    case .stripped, .last, .cut: count - step.bytes
                    case .blank, .default, .guarded, .filled, .quoted: count + step.bytes
                    }
                }
                #expect(added == trace.bytes.count, "seed \(seed)")
            }
        }
        #expect(written > 200)
    }

    @Test func `a layout tells positions, lengths and what stands there`() throws {
        let yaml = """
            format: test
            record: {kind: fixed, length: 20}
            fields:
              - {name: A, literal: D, width: 1}
              - {name: B, choose: [{when: {sign: credit}, value: campus.credit_item_type}, {value: lookup.item_type}], width: 12}
              - {name: C, value: amount.cents, width: 7, align: right, fill: "0"}
            files: [{name: a, when: {sign: charge}}]
            """
        let findings = Findings(file: "f.yaml")
        let mapping = try #require(
            readDeclaration(DeclarationFile(name: "f.yaml", text: yaml), findings: findings)
        )
        let declaration = try #require(FormatDeclaration.read(from: mapping, findings: findings))
        let file = try #require(declaration.layout.first)
        #expect(file.when == "{sign: charge}")
        #expect(file.fields.map(\.position) == [1, 2, 14])
        #expect(file.fields.map(\.length) == [1, 12, 7])
        #expect(
            file.fields.map(\.source) == [
                "\"D\"", "campus.credit_item_type when {sign: credit}; else lookup.item_type",
                "amount.cents",
            ]
        )
        #expect(file.fields[2].fitting == "align: right, fill: \"0\"")
    }

    @Test func `blanks that a reader would miss are shown as points`() throws {
        let yaml = """
            format: x
            record: {kind: fixed}
            fields:
              - {name: A, literal: " A B  C ", width: 9}
              - {name: B, text: "  {user.id} {fee.type}", width: 60}
              - {name: C, value: user.name, fill: " ", width: 9, overflow: truncate, default: "-  "}
            files: [{name: a}]
            """
        let findings = Findings(file: "f.yaml")
        let mapping = try #require(
            readDeclaration(DeclarationFile(name: "f.yaml", text: yaml), findings: findings)
        )
        let declaration = try #require(FormatDeclaration.read(from: mapping, findings: findings))
        let columns = try #require(declaration.layout.first?.fields)
        #expect(
            columns.map(\.source) == [
                "\"·A B··C·\"", "text \"··{user.id} {fee.type}\"", "user.name",
            ]
        )
        #expect(
            columns[2].fitting.contains("fill: \"·\"")
                && columns[2].fitting.contains("default: \"-··\"")
        )
    }
}

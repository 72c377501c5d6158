import BursarModel
import SFSFormat
import Testing

/// What a field makes of its value: width, cut, fill and the smaller things.
struct FieldTests {
    private func record(_ field: String, _ fee: Fee = Fee(), kind: String = "fixed") throws
        -> String
    {
        try Format(fields: "  - {\(field)}", record: "{kind: \(kind)}").record(fee)
    }

    private func reason(_ field: String, _ fee: Fee = Fee(), kind: String = "fixed") throws
        -> HoldReason?
    {
        try Format(fields: "  - {\(field)}", record: "{kind: \(kind)}").reason(fee)
    }

    @Test(arguments: [
        ("value: fee.library, width: 6", "MAIN  "),
        ("value: fee.library, width: 6, align: right", "  MAIN"),
        ("value: fee.library, width: 6, fill: \"*\"", "MAIN**"),
        ("value: fee.library, width: 6, align: right, fill: \"0\"", "00MAIN"),
        ("value: fee.library, width: 3, overflow: truncate", "MAI"),
        ("value: fee.library, width: 3, overflow: truncate-left", "AIN"),
        ("value: fee.library, width: 6, last: 2", "IN    "),
        ("value: fee.library, width: 6, case: lower", "main  "),
        ("value: user.name, width: 10, case: upper", "DOE, JANE "),
        ("value: fee.comment, width: 6", "      "),
        ("value: fee.comment, width: 6, default: none", "none  "),
        ("value: fee.library, width: 6, default: none", "MAIN  "),
        ("literal: \"\", width: 3", "   "),
        ("literal: AB", "AB"),
        ("text: \"{fee.library}-{fee.ordinal:000} {{x}}\", width: 14", "MAIN-001 {x}  "),
        ("value: line.number, width: 5", "    1"),
        ("value: line.number, width: 5, picture: \"000\"", "  001"),
        ("value: fee.ordinal, width: 5, fill: \"0\"", "00001"),
        ("value: sign, width: 8", "charge  "),
        ("value: campus.key, width: 9", "humboldt "),
        ("value: campus.business_unit, width: 5, case: lower", "hmcmp"),
        ("value: term, width: 4", "2267"),
        ("value: fee.library, width: 6, only_when: {sign: credit}", "      "),
        ("value: fee.library, width: 6, only_when: {sign: charge}", "MAIN  "),
        ("value: amount.absolute, width: 8, fill: \"0\", only_when: {sign: credit}", "        "),
        ("value: amount.absolute, width: 8, fill: \"0\", only_when: {sign: charge}", "00012.50"),
        (
            "choose: [{when: {sign: charge}, value: amount.absolute}, {literal: \"\"}], width: 8",
            "   12.50"
        ),
        (
            "choose: [{when: {sign: credit}, value: amount.absolute}, {literal: \"\"}], width: 8",
            "        "
        ),
        (
            "choose: [{when: {fee.library: LAW}, literal: L}, {when: {sign: credit}, literal: C}], width: 1",
            " "
        ),
    ])
    func `a value is brought into its column`(field: String, expected: String) throws {
        #expect(try record(field) == expected)
    }

    @Test(arguments: [
        ("value: fee.library, max: 3, overflow: truncate", "MAI"),
        ("value: fee.library, max: 9", "MAIN"),
        ("value: user.id, strip: zeros", "123"),
        ("value: user.id, last: 2", "23"),
        ("value: user.id", "000123"),
    ])
    func `a delimited value is as long as it is`(field: String, expected: String) throws {
        #expect(try record(field, Fee(id: "000123"), kind: "delimited") == expected)
    }

    @Test func `of zeros alone one stays`() throws {
        #expect(try record("value: user.id, strip: zeros, width: 4", Fee(id: "0000")) == "0   ")
    }

    @Test(arguments: [
        ("value: fee.library, width: 3", HoldReason.fieldOverflow),
        ("value: fee.comment, width: 3, required: true", .missingValue),
        ("value: amount.absolute, width: 4", .fieldOverflow),
        ("value: export.number, width: 9", .missingValue),
    ])
    func `a value that has no place is held, never cut`(field: String, expected: HoldReason) throws
    {
        #expect(try reason(field) == expected)
    }

    @Test func `max refuses without a cut being asked for`() throws {
        #expect(try reason("value: fee.library, max: 3", kind: "delimited") == .fieldOverflow)
    }

    @Test func `a value is asked for only where its field applies`() throws {
        let outside = Fee(date: "01/31/2030 10:00:00", sum: "-5")
        let field = "value: term, width: 4"
        #expect(try reason(field, outside) == .noTerm)
        #expect(try record("\(field), only_when: {sign: charge}", outside) == "    ")
    }

    @Test func `an export's number stands in a record`() throws {
        var format = try Format(fields: "  - {value: export.number, width: 16}")
        format.context.exportNumber = "198136520000121"
        #expect(try format.record() == "198136520000121 ")
    }
}

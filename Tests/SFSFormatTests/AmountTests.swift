import BursarModel
import SFSFormat
import TestSupport
import Testing

struct AmountTests {
    private func amount(_ field: String, _ sum: String) throws -> String {
        try Format(fields: "  - {value: \(field)}", record: "{kind: delimited, separator: \"|\"}")
            .record(Fee(sum: sum))
    }

    @Test(arguments: [
        ("amount.absolute", "12.5", "12.50"),
        ("amount.absolute", "-0.05", "0.05"),
        ("amount.absolute, picture: \"#.00\"", "0.5", ".50"),
        ("amount.absolute, picture: \"#.00\"", "12.5", "12.50"),
        ("amount.absolute, picture: \"0000.00\"", "12.5", "0012.50"),
        ("amount.absolute, picture: \"#,##0.00\"", "0.5", "0.50"),
        ("amount.absolute, picture: \"#,##0.00\"", "999", "999.00"),
        ("amount.absolute, picture: \"#,##0.00\"", "1000", "1,000.00"),
        ("amount.absolute, picture: \"#,##0.00\"", "1234567.89", "1,234,567.89"),
        ("amount.absolute, picture: \"000,000.00\"", "12.5", "000,012.50"),
        ("amount.signed", "-3.25", "-3.25"),
        ("amount.signed", "3.25", "3.25"),
        ("amount.signed, plus: true", "3.25", "+3.25"),
        ("amount.signed, plus: true, sign: trailing", "3.25", "3.25+"),
        ("amount.signed, sign: trailing", "-3.25", "3.25-"),
        ("amount.signed, width: 8", "-3.25", "   -3.25"),
        ("amount.signed, width: 8, sign: before-fill", "-3.25", "-   3.25"),
        ("amount.signed, width: 8, fill: \"0\"", "-3.25", "-0003.25"),
        ("amount.signed, width: 8, fill: \"0\", plus: true", "3.25", "+0003.25"),
        ("amount.signed, width: 8, fill: \"0\", sign: trailing", "-3.25", "0003.25-"),
        ("amount.signed, width: 8, align: left", "-3.25", "-3.25   "),
        ("amount.cents", "-3.25", "325"),
        ("amount.cents, width: 8, fill: \"0\"", "-3.25", "00000325"),
        ("amount.signed_cents, width: 8, fill: \"0\"", "-3.25", "-0000325"),
        ("amount.cents", "0.05", "5"),
        ("amount.cents, picture: \"000\"", "0.05", "005"),
        ("amount.as_exported", "-3.2", "-3.2"),
        ("amount.absolute", "92233720368547758.07", "92233720368547758.07"),
    ])
    func `an amount is shown as its picture says`(
        field: String,
        sum: String,
        expected: String
    ) throws {
        #expect(try amount(field, sum) == expected)
    }

    @Test func `an amount that was written reads back as the same amount`() throws {
        let format = try Format(
            fields: """
                  - {value: amount.signed, picture: "0.00", width: 20, fill: "0"}
                  - {value: amount.signed, picture: "#,##0.00", width: 26}
                  - {value: amount.signed_cents, width: 20, plus: true}
                """,
            record: "{kind: fixed, separator: \"|\", length: 68}"
        )
        for seed in 0..<200 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let most = Int64(1) << Int64.random(in: 1...50, using: &generator)
            let cents = Int64.random(in: -most...most, using: &generator)
            let sum =
                "\(cents < 0 ? "-" : "")\(cents.magnitude / 100).\(cents.magnitude % 100 < 10 ? "0" : "")\(cents.magnitude % 100)"
            let record = try format.record(Fee(sum: sum))
            #expect(record.utf8.count == 68, "seed \(seed)")
            let read = record.split(separator: "|").map { column in
                Int64(column.filter { $0.isNumber || $0 == "-" })
            }
            #expect(read == [cents, cents, cents], "seed \(seed): \(record)")
        }
    }
}

import BursarModel
import SFSFormat
import TestSupport
import Testing

struct TotalsTests {
    private func id(_ field: String, _ fee: Fee) throws -> String {
        let format = try Format(fields: "  - {\(field)}", record: "{kind: delimited}")
        var buffer = RecordBuffer(reserving: 64)
        let id = try format.compiled.appendRecord(
            of: fee.texts,
            fee.facts(),
            file: 0,
            context: format.context,
            lineNumber: 1,
            to: &buffer
        )
        return id.text
    }

    @Test(arguments: [
        ("value: user.id", "900123456", "0900123456"),
        ("value: user.id", "U12-34", "0000001234"),
        ("value: user.id", "123456789012345", "6789012345"),
        ("value: user.id, last: 3", "900123456", "0000000456"),
        ("value: user.id, width: 12, align: right, fill: \"0\"", "42", "0000000042"),
        ("text: \"9{user.id}\"", "42", "0000000942"),
        ("choose: [{when: {sign: credit}, literal: \"7\"}, {value: user.id}]", "42", "0000000042"),
        ("value: fee.library", "900123456", "0000000000"),
    ])
    func `the hash takes the id as the record carries it`(
        field: String,
        id text: String,
        expected: String
    ) throws {
        #expect(try id(field, Fee(id: text)) == expected)
    }

    @Test func `sums of hashes count by their last ten digits`() {
        var hash = IDHash(value: 9_999_999_999)
        hash.add(IDHash(value: 3))
        #expect(hash.text == "0000000002")
    }

    @Test func `totals beyond what can be counted are reported, not trapped`() throws {
        var totals = OutputTotals()
        try totals.add(Cents(.max), IDHash())
        #expect(throws: HoldReason.totalOverflow) { try totals.add(Cents(1), IDHash(value: 1)) }
        #expect(totals.records == 1 && totals.idHash == IDHash())
    }

    @Test func `a total that does not fit its column makes no file`() throws {
        let format = try Format(
            """
            format: test
            record: {kind: fixed}
            header: [{value: totals.count, width: 1}]
            fields: [{name: A, value: user.id, width: 9}]
            files: [{name: a, when: {sign: charge}}]
            """
        )
        let many = OutputTotals(tally: Tally(count: 10, chargeCents: 1, creditCents: 0))
        #expect(throws: HoldReason.fieldOverflow) {
            try format.compiled.header(file: 0, context: format.context, totals: many)
        }
    }

    @Test func `totals of random outputs equal the sums of their records`() throws {
        let format = try Format(
            """
            format: test
            record: {kind: fixed, length: 27}
            header: [{value: totals.count, width: 9, fill: "0"}, {value: totals.signed, width: 18, fill: "0"}]
            fields:
              - {name: EMPLID, value: user.id, width: 11}
              - {name: AMOUNT, value: amount.signed, width: 16, fill: "0"}
            trailer: [{value: totals.charges, width: 13}, {value: totals.credits, width: 14}]
            files: [{name: a}]
            """
        )
        for seed in 0..<200 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let fees = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
                let cents = Int.random(in: -99_999...99_999, using: &generator)
                let digits = String(cents.magnitude + 1_000_000).suffix(6)
                return Fee(
                    id: String(Int.random(in: 1...999_999_999, using: &generator)),
                    sum: "\(cents < 0 ? "-" : "")\(digits.prefix(4)).\(digits.suffix(2))"
                )
            }
            let output = try #require(try format.outputs(fees)["a"])
            let lines = output.split(separator: "\n")
            #expect(lines.allSatisfy { $0.utf8.count == 27 }, "seed \(seed)")
            func cents(_ text: Substring) -> Int {
                Int(text.filter { $0.isNumber || $0 == "-" }) ?? .min
            }
            let amounts = lines.dropFirst().dropLast().map { cents($0.suffix(16)) }
            let (charges, credits) = (
                amounts.filter { $0 > 0 }.reduce(0, +), amounts.filter { $0 < 0 }.reduce(0, +)
            )
            #expect(cents(lines[0].prefix(9)) == fees.count, "seed \(seed)")
            #expect(cents(lines[0].suffix(18)) == charges + credits, "seed \(seed)")
            #expect(cents(lines[lines.count - 1].prefix(13)) == charges, "seed \(seed)")
            #expect(cents(lines[lines.count - 1].suffix(14)) == -credits, "seed \(seed)")
        }
    }
}

import BursarModel
import SFSFormat
import Testing

/// What real layouts need of the language, put together of several of its parts.
struct LayoutLanguageTests {
    private let both = [Fee(), Fee(type: "CREDIT", sum: "-3.25")]

    private func records(_ fields: String, _ fees: [Fee]) throws -> [String] {
        let format = try Format(
            fields: fields,
            record: "{kind: fixed, separator: \"|\"}"
        )
        return try fees.map { try format.record($0) }
    }

    @Test func `debits and credits can have a column each, the other one blank`() throws {
        let fields = """
              - {name: DEBIT,  value: amount.absolute, width: 8, only_when: {sign: charge}}
              - {name: CREDIT, value: amount.absolute, width: 8, only_when: {sign: credit}}
            """
        #expect(try records(fields, both) == ["   12.50|        ", "        |    3.25"])
    }

    @Test func `a sign can have a column of its own`() throws {
        let fields = """
              - {name: SIGN, choose: [{when: {sign: credit}, literal: "-"}, {literal: "+"}], width: 1}
              - {name: AMOUNT, value: amount.cents, width: 8, fill: "0"}
            """
        #expect(try records(fields, both) == ["+|00001250", "-|00000325"])
    }

    @Test func `a reference is put together, and only its end is kept`() throws {
        let fields = """
              - {name: REFERENCE, text: "LIB{fee.transaction_id}", width: 12}
              - {name: BARCODE, value: item.barcode, last: 6, width: 8, align: right, fill: "0"}
            """
        let fee = Fee(barcode: "32101071111064", transaction: "6421")
        #expect(try records(fields, [fee]) == ["LIB6421     |00111064"])
    }

    @Test func `a record type code and the number of the batch stand in every kind of record`()
        throws
    {
        let format = try Format(
            """
            format: batch
            record: {kind: fixed}
            header: [{literal: "01"}, {value: run.sequence, width: 4, fill: "0"}]
            fields: [{literal: "05"}, {value: run.sequence, width: 4, fill: "0"}, {value: line.number, width: 3, fill: "0"}]
            trailer: [{literal: "09"}, {value: run.sequence, width: 4, fill: "0"}, {value: totals.count, width: 3, fill: "0"}]
            files: [{name: a.dat, when: {sign: charge}}]
            """
        )
        #expect(
            try format.outputs([Fee(), Fee()]) == [
                "a.dat": "010001\n050001001\n050001002\n090001002\n"
            ]
        )
    }

    @Test
    func `the number of the file on its day stands in every kind of record, apart from the run's`()
        throws
    {
        var format = try Format(
            """
            format: batch
            record: {kind: fixed}
            header: [{literal: "01"}, {value: file.sequence, width: 4, fill: "0"}]
            fields: [{text: "{file.sequence:00}/{run.sequence:00}", width: 5}]
            trailer: [{literal: "09"}, {value: file.sequence, picture: "000", width: 3}]
            files: [{name: "a{file.sequence:000}.dat", when: {sign: charge}}]
            """
        )
        format.context.runSequence = 7
        format.context.fileSequence = 2
        #expect(format.compiled.files[0].usesFileSequence)
        #expect(try format.outputs([Fee()]) == ["a002.dat": "010002\n02/07\n09002\n"])
    }

    @Test func `fees below an amount can go to a file of their own`() throws {
        let format = try Format(
            """
            format: small
            record: {kind: delimited}
            fields: [{name: ID, value: user.id}, {name: AMOUNT, value: amount.signed}]
            files:
              - {name: small.csv, when: {amount: {at_most: 5.00}}}
              - {name: large.csv, record: {kind: delimited, separator: ";", line_ending: crlf}}
            """
        )
        #expect(
            try format.outputs(both) == [
                "small.csv": "900123456,-3.25\n", "large.csv": "900123456;12.50\r\n",
            ]
        )
    }

    @Test(arguments: [("charge", "1"), ("credit", "2")])
    func `a lookup by sign alone finds the row of the fee's sign`(sign: String, expected: String)
        throws
    {
        let campus = try CampusVocabulary.humboldt().adding(
            lookup: "by: sign\nvalues: {charge: \"1\", credit: \"2\"}",
            as: "code"
        )
        let format = try Format(fields: "  - {value: lookup.code, width: 1}", campus: campus)
        #expect(try format.record(sign == "charge" ? both[0] : both[1]) == expected)
    }

    @Test func `two lookups in one record are each asked for their own row`() throws {
        let campus = try CampusVocabulary.humboldt()
            .adding(lookup: "by: fee.type\nvalues: {A: a1, OVERDUEFINE: a2}", as: "one")
            .adding(lookup: "by: fee.library\nvalues: {MAIN: b1, LAW: b2}", as: "two")
        let format = try Format(
            fields: """
                  - {value: lookup.one}
                  - {value: lookup.two}
                  - {value: lookup.one}
                """,
            record: "{kind: delimited}",
            campus: campus
        )
        #expect(try format.record(Fee(library: "LAW")) == "a2,b2,a2")
        #expect(try format.record(Fee(type: "A")) == "a1,b1,a1")
    }
}

import BursarModel
import SFSFormat
import TestSupport
import Testing

/// The layouts of other institutions in the facts, each with the records given there.
struct LayoutTests {
    @Test func `Princeton's file has totals before and reversals within`() throws {
        let campus = try CampusVocabulary.humboldt().adding(
            lookup: "by: fee.type\nvalues: {OVERDUEFINE: Overdue fine}",
            as: "description"
        )
        var withTerms = campus
        withTerms.terms = .rule(
            try rule(
                """
                term_rule:
                  - since: 2020-01-01
                    ranges:
                      - {from: 01-01, to: 06-30, code: "1{year:yy}4"}
                      - {from: 07-01, to: 12-01, code: "1{year+1:yy}2"}
                      - {from: 12-02, to: 12-31, code: "1{year+1:yy}4"}
                """
            )
        )
        let format = try Format(
            CatalogueExample.format("princeton-libfines"),
            campus: withTerms
        )
        let fees = [Fee(id: "999991234"), Fee(id: "999991234", type: "CREDIT", sum: "-3.25")]
        #expect(
            try format.outputs(fees) == [
                "libfines.dat": """
                0000000002 0000000000009.25 41001 
                999991234 240000012000      000000000012.50 N 11122233300006421              112026 Overdue fine
                999991234 240000012000 1272 000000000003.25 Y                                112026 Library Credit

                """
            ]
        )
        #expect(format.compiled.files[0].headerLength == 35)
        let credits = [Fee(sum: "-108.25")]
        let output = try #require(try format.outputs(credits)["libfines.dat"])
        #expect(output.hasPrefix("0000000001 -000000000108.25 41001 \n"))
    }

    @Test func `Cornell's file has no separators and no last line ending`() throws {
        let campus = try CampusVocabulary.humboldt().adding(
            lookup: """
                by: [fee.library, fee.type, sign]
                values:
                  - {key: [MAIN, LOSTITEMREPLACEMENTFEE, charge], account: "72000000916", text: Main/Kr/Anx Lost Item Fee}
                  - {key: ["*", "*", credit], account: "72000000999", text: Library Credit}
                """,
            as: "posting"
        )
        let format = try Format(
            CatalogueExample.format("cornell-lib02"),
            campus: campus
        )
        let outputs = try format.outputs([
            Fee(id: "0009588628", type: "LOSTITEMREPLACEMENTFEE", sum: "500"),
            Fee(id: "9588628", type: "CREDIT", library: "LAW", sum: "-4"),
        ])
        let details = [
            "9588628    000500.00072000000916112026SFS    Main/Kr/Anx Lost Item Fee     ",
            "9588628    000004.00072000000999112026SFS    Library Credit                ",
        ]
        #expect(
            outputs == [
                "lib_261120a.dat": "LIB02\n\(details[0])",
                "lib_261120b.dat": "LIB02\n\(details[1])",
            ]
        )
        #expect(format.compiled.files[0].recordLength == 76)
        #expect(try format.reason(Fee(library: "LAW")) == .noLookupValue)
    }

    @Test func `UT Arlington's file has empty columns and the amount as exported`() throws {
        let campus = try CampusVocabulary.humboldt().adding(
            lookup: "by: fee.type\nvalues: {OVERDUEFINE: \"123456\"}",
            as: "account"
        )
        let format = try Format(
            CatalogueExample.format("ut-arlington-bursar"),
            campus: campus
        )
        #expect(
            try format.outputs([Fee(id: "1000123456"), Fee(id: "123")]) == [
                "bursar.csv": "UTARL,1000123456,123456,,12.5,,,32101071111064\n"
            ]
        )
    }

    @Test func `MIT's file quotes everything and cuts the description`() throws {
        var campus = try CampusVocabulary.humboldt().adding(
            lookup: """
                by: fee.type
                values: {RECALLEDOVERDUEFINE: Library recalled, OTHER: Library other}
                """,
            as: "word"
        )
        campus.termDate = .runDate
        campus.terms = .rule(
            try rule(
                """
                term_rule:
                  - {since: 2020-01-01, ranges: [{from: 01-01, to: 04-30, code: "{year}SP"}, {from: 05-01, to: 07-31, code: "{year}SU"}, {from: 08-01, to: 12-31, code: "{year+1}FA"}]}
                """
            )
        )
        let format = try Format(
            CatalogueExample.format("mit-csv"),
            campus: campus
        )
        let fee = Fee(
            id: "12345678",
            type: "RECALLEDOVERDUEFINE",
            date: "01/05/2026 10:00:00",
            barcode: "3908000269970"
        )
        let long = Fee(id: "12345678", type: "OTHER", barcode: "39080002699701234567890")
        #expect(
            try format.outputs([fee, long]) == [
                "bursar-20261120.csv": """
                "MITID","STUDENTNAME","DETAILCODE","DESCRIPTION","AMOUNT","EFFECTIVEDATE","BILLINGTERM"
                "12345678","Doe, Jane","ROLH","Library recalled 3908000269970","12.5","11/20/2026","2027FA"
                "12345678","Doe, Jane","ROLH","Library other 3908000269970123","12.5","11/20/2026","2027FA"

                """
            ]
        )
    }

    @Test func `Willamette's file has CRLF and quotes only where they are needed`() throws {
        let format = try Format(CatalogueExample.format("willamette-charges"))
        let outputs = try format.outputs([Fee(id: "smith123", name: "Smith, Josh", sum: "65")])
        #expect(outputs == ["charges.csv": "\"Smith, Josh\",smith123,65\r\n"])
    }

    @Test func `a trailer has count, totals and hash of its own file`() throws {
        let format = try Format(
            """
            format: control
            record: {kind: fixed, length: 22}
            header:
              - {literal: H}
              - {value: run.date, picture: yyyyMMdd}
              - {value: run.time, picture: HHmmss}
              - {value: run.sequence, width: 3, fill: "0"}
            fields:
              - {literal: D}
              - {name: EMPLID, value: user.id, width: 11}
              - {name: AMOUNT, value: amount.cents, width: 10, fill: "0"}
            trailer:
              - {literal: T}
              - {value: totals.count, width: 6, fill: "0"}
              - {value: totals.absolute, picture: "0.00", width: 10, fill: "0"}
              - {value: totals.charges_cents, width: 8, fill: "0"}
              - {value: totals.credits, picture: "#,##0.00", width: 10}
              - {value: totals.signed_cents, width: 8, fill: "0"}
              - {value: totals.id_hash}
            files:
              - {name: "charges_{campus.business_unit}_{run.sequence:00}.dat", when: {sign: charge}}
              - {name: "credits_{campus.key}.dat", when: {sign: credit}}
            """
        )
        let outputs = try format.outputs([
            Fee(), Fee(id: "012345678", sum: "1000"), Fee(sum: "-1234.56"),
        ])
        #expect(
            outputs == [
                "charges_HMCMP_01.dat": """
                H20261120180509001
                D900123456  0000001250
                D012345678  0000100000
                T0000020001012.5000101250      0.00001012500912469134

                """,
                "credits_humboldt.dat": """
                H20261120180509001
                D900123456  0000123456
                T0000010001234.5600000000  1,234.56-01234560900123456

                """,
            ]
        )
    }
}

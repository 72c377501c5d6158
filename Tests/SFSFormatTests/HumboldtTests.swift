import BursarModel
import SFSFormat
import TestSupport
import Testing

/// The layout of Cal Poly Humboldt, the only public one of a CSU campus.
struct HumboldtTests {
    static let yaml = SampleFormats.humboldt

    @Test func `the three files are byte for byte what the campus's own converter writes`() throws {
        let outputs = try Format(HumboldtTests.yaml).outputs([
            Fee(),
            Fee(type: "CREDIT", sum: "-3.25"),
            Fee(id: "U1234", borrower: .other),
            Fee(id: "012345678", type: "LOSTITEMREPLACEMENTFEE", sum: "1234.5"),
        ])
        #expect(
            outputs == [
                "bursar-converted-DEBITS-20112026.dat": """
                900123456,300000006919,0012.50,11/20/2026
                012345678,300000006920,1234.50,11/20/2026

                """,
                "bursar-converted-CREDITS-20112026.dat": """
                900123456,820000206129,0003.25,11/20/2026

                """,
                "bursar-community-20112026.csv": """
                UserID,Name,Item Type,Amount,Date
                U1234,"Doe, Jane",OVERDUEFINE,0012.50,11/20/2026

                """,
            ]
        )
    }

    @Test func `a record is 42 bytes and its columns are those of the converter`() throws {
        let file = try Format(HumboldtTests.yaml).compiled.files[0]
        #expect(file.recordLength == 42)
        #expect(file.columns.map(\.name) == ["EMPLID", "ITEM_TYPE", "AMOUNT", "DATE"])
        #expect(file.columns.map(\.range) == [0..<9, 10..<22, 23..<30, 31..<41])
    }

    @Test func `a fee that cannot be written is held with its reason`() throws {
        let format = try Format(HumboldtTests.yaml)
        #expect(try format.reason(Fee(type: "LOCKERKEY")) == .noItemType)
        #expect(try format.reason(Fee(type: "overduefine")) == .noItemType)
        #expect(try format.reason(Fee(sum: "10000")) == .fieldOverflow)
        #expect(try format.reason(Fee(id: "9001234567")) == .fieldOverflow)
        #expect(try format.reason(Fee(id: "900,1234")) == .delimiterInValue)
        #expect(try format.reason(Fee(sum: "9999.99")) == nil)
    }

    @Test func `the id hash of a file is the sum of its ids`() throws {
        let format = try Format(HumboldtTests.yaml)
        var totals = OutputTotals()
        for id in ["900123456", "012345678"] {
            var buffer = RecordBuffer(reserving: 64)
            let fee = Fee(id: id)
            try totals.add(
                fee.facts().amount,
                format.compiled.appendRecord(
                    of: fee.texts,
                    fee.facts(),
                    file: 0,
                    context: format.context,
                    lineNumber: 1,
                    to: &buffer
                )
            )
        }
        #expect(totals.idHash.text == "0912469134")
        #expect(totals.tally == Tally(count: 2, chargeCents: 2500, creditCents: 0))
    }
}

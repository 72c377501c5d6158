import AlmaExport
import BursarModel
import Testing

@Suite struct SampleExportTests {
    private func parameters(fees: Int64 = 500, seed: UInt64 = 3) throws -> SampleParameters {
        var parameters = SampleParameters(
            code: try #require(ProfileCode("HUMBURSAR")),
            institutionNumber: "9101",
            feeTypes: [
                "OVERDUEFINE", "LOSTITEMREPLACEMENTFEE", "LOSTITEMPROCESSFEE", "OTHER", "A<B",
            ],
            day: try #require(CalendarDate(year: 2026, month: 11, day: 20)),
            studentID: { "9\($0.digits(8))" },
            communityID: { "c\($0.digits(6))" }
        )
        parameters.fees = fees
        parameters.seed = seed
        parameters.libraries = ["MAIN", "MUSIC"]
        parameters.communityShare = 0.2
        return parameters
    }

    private func written(_ parameters: SampleParameters) throws -> ([UInt8], SampleTotals) {
        var bytes: [UInt8] = []
        let totals = try SampleExport(parameters).write { block in
            for index in block.indices { bytes.append(block[index]) }
        }
        return (bytes, totals)
    }

    private func values(_ field: FeeField, of parameters: SampleParameters) throws -> [String] {
        try ReadExport(written(parameters).0).fees.map { $0[field] }
    }

    @Test(arguments: [0, 1, 2, 3, 500, 5000])
    func `a sample reads back as its totals say`(fees: Int64) throws {
        let parameters = try parameters(fees: fees)
        let (bytes, totals) = try written(parameters)
        let export = try ReadExport(bytes)
        var read = SampleTotals()
        for fee in export.fees {
            let amount = try Cents(almaSum: Array(fee[.sum].utf8).span)
            try read.byType[fee[.feeType], default: .zero].add(amount)
            if fee[.userValue].hasPrefix("9") {
                try read.students.add(amount)
            } else {
                try read.others.add(amount)
            }
        }
        read.users = export.header.users
        #expect(read == totals)
        #expect(try totals.fees.count == fees)
        #expect(export.header.exportNumbers == [SampleExport(parameters).exportNumber])
        #expect(export.header.institutionIDs == (fees == 0 ? [] : ["9101"]))
        #expect(export.header.warnings.isEmpty)
    }

    @Test func `the same parameters give the same bytes, another seed others`() throws {
        let (one, _) = try written(parameters())
        #expect(try written(parameters()).0 == one)
        #expect(try written(parameters(seed: 4)).0 != one)
        var other = try parameters()
        other.institutionNumber = "9102"
        #expect(try values(.userValue, of: other) != values(.userValue, of: parameters()))
    }

    @Test func `a sample has what real exports have`() throws {
        let export = try ReadExport(written(parameters(fees: 3000)).0)
        let types = Set(export.fees.map { $0[.feeType] })
        #expect(
            types == [
                "OVERDUEFINE", "LOSTITEMREPLACEMENTFEE", "LOSTITEMPROCESSFEE", "OTHER", "A<B",
                "CREDIT",
            ]
        )
        #expect(Set(export.fees.map { $0[.transactionID] }).count == 3000)
        #expect(export.fees.allSatisfy { $0[.transactionID].hasSuffix("0009101") })
        #expect(export.fees.allSatisfy { ($0[.feeType] == "CREDIT") == $0[.sum].hasPrefix("-") })
        #expect(export.fees.contains { $0[.barcode].isEmpty && $0[.libraryCode].isEmpty })
        #expect(Set(export.fees.map { $0[.libraryCode] }) == ["", "MAIN", "MUSIC"])
        #expect(export.fees.contains { $0[.patronName].utf8.contains { $0 > 127 } })
        let first = try #require(CalendarDate(year: 2026, month: 9, day: 21))
        for fee in export.fees {
            let date = try CalendarDate(almaTransaction: Array(fee[.transactionDate].utf8).span)
            #expect((first...first.adding(59)).contains(date))
        }
    }

    @Test func `shares are about what was asked for`() throws {
        var asked = try parameters(fees: 4000)
        asked.creditShare = 0.3
        let (bytes, totals) = try written(asked)
        let all = try totals.fees
        #expect(Double(totals.others.count) / Double(all.count) > 0.15)
        #expect(Double(totals.others.count) / Double(all.count) < 0.25)
        let credits = try ReadExport(bytes).fees.count { $0[.feeType] == "CREDIT" }
        #expect((700...1300).contains(credits))
    }

    @Test func `seeds share no transaction and no file name`() throws {
        let (one, two) = (try parameters(seed: 1), try parameters(seed: 2))
        let ids = try Set(values(.transactionID, of: one))
        #expect(try ids.isDisjoint(with: values(.transactionID, of: two)))
        #expect(SampleExport(one).fileName != SampleExport(two).fileName)
        #expect(SampleExport(one).exportNumber != SampleExport(two).exportNumber)
    }

    @Test func `a transaction id has 18 digits at most, whatever the seed`() throws {
        for seed in [0, 3, 20_779, 79_999] as [UInt64] {
            let ids = try values(.transactionID, of: parameters(fees: 50, seed: seed))
            #expect(ids.allSatisfy { $0.utf8.count == 18 })
        }
    }

    @Test func `the file's name is code, export number and moment`() throws {
        let export = SampleExport(try parameters(seed: 7))
        #expect(export.fileName == "HUMBURSAR-100079999990009101-1795226400007.xml")
    }

    @Test func `a campus without types or libraries still has a sample`() throws {
        var bare = try parameters(fees: 200)
        bare.feeTypes = []
        bare.libraries = []
        let export = try ReadExport(written(bare).0)
        #expect(export.fees.count == 200)
        #expect(export.fees.allSatisfy { $0[.feeType] == "CREDIT" && $0[.libraryCode].isEmpty })
    }

    @Test(arguments: 1...40)
    func `ten fees hold a credit and a borrower without an account`(seed: UInt64) throws {
        var small = try parameters(fees: 10, seed: seed)
        (small.communityShare, small.creditShare) = (0.01, 0.01)
        let (bytes, totals) = try written(small)
        #expect(try totals.fees.count == 10)
        #expect(totals.others.count > 0 && totals.students.count > 0)
        #expect(try ReadExport(bytes).fees.contains { $0[.feeType] == "CREDIT" })
        #expect(try written(small).0 == bytes)
    }

    @Test func `a type is charged where the campus charges it`() throws {
        var asked = try parameters()
        asked.charges = { type, library in
            switch type {
            case "OVERDUEFINE": library == "MUSIC"
            case "LOSTITEMPROCESSFEE": library == "MAIN"
            case "OTHER": !library.isEmpty
            default: true
            }
        }
        let fees = try ReadExport(written(asked).0).fees
        let places = Dictionary(grouping: fees) { $0[.feeType] }.mapValues {
            Set($0.map { $0[.libraryCode] })
        }
        #expect(places["OVERDUEFINE"] == ["MUSIC"] && places["LOSTITEMPROCESSFEE"] == ["MAIN"])
        #expect(places["OTHER"] == ["MAIN", "MUSIC"])
        #expect(places["LOSTITEMREPLACEMENTFEE"] == ["MAIN", "MUSIC"])
    }

    @Test(arguments: UInt64(20_000)..<20_060)
    func `a type that must occur has one fee, whatever the day`(seed: UInt64) throws {
        var parameters = try parameters(fees: 60, seed: seed)
        parameters.certainType = "CUSTOMER_DEFINED_10"
        let types = try values(.feeType, of: parameters)
        #expect(types.count == 60)
        #expect(types.count { $0 == "CUSTOMER_DEFINED_10" } == 1)
    }

    @Test func `a few fees are old where that is asked for`() throws {
        var asked = try parameters()
        asked.oldest = 400
        let ages = try values(.transactionDate, of: asked).map { text in
            asked.day.daysSince1970
                - (try CalendarDate(almaTransaction: Array(text.utf8).span)).daysSince1970
        }
        #expect((20...90).contains(ages.count { $0 > 60 }))
        #expect(ages.allSatisfy { (1...400).contains($0) })
    }

    @Test func `what the sink throws comes out unchanged`() throws {
        struct DiskFull: Error {}
        let export = SampleExport(try parameters(fees: 3000))
        #expect(throws: DiskFull.self) { try export.write { _ in throw DiskFull() } }
    }

    @Test func `blocks are of about 64 KiB, however long the export is`() throws {
        var largest = 0
        _ = try SampleExport(parameters(fees: 3000)).write { largest = max(largest, $0.count) }
        #expect((64 * 1024...128 * 1024).contains(largest))
    }
}

extension CalendarDate {
    fileprivate func adding(_ days: Int) -> CalendarDate { adding(days: days) ?? self }
}

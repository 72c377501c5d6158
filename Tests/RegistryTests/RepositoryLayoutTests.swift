import BursarModel
import Registry
import SFSFormat
import Testing

/// What the layouts of the repository make of fees of the repository's campuses.
struct RepositoryLayoutTests {
    private let reading: RegistryReading
    private let context: OutputContext

    init() throws {
        let day = try #require(CalendarDate(iso: "2026-11-20"))
        reading = Registry.read(
            RegistrySources(files: try RepositoryCampuses.files()),
            today: day
        )
        context = OutputContext(runDate: day, runTime: 18 * 3600, runSequence: 2)
    }

    private func format(of key: String) throws -> CompiledFormat {
        let campus = try #require(reading.campuses.first { $0.key?.text == key }?.revision)
        return try #require(campus.formats.values.first)
    }

    private func texts(_ fields: [FeeField: String]) -> FeeTexts {
        var texts = FeeTexts()
        for (field, text) in fields {
            let start = texts.arena.count
            texts.arena += Array(text.utf8)
            texts.ranges[field.rawValue] = start..<texts.arena.count
        }
        return texts
    }

    /// The whole output that holds one fee.
    private func output(
        of fields: [FeeField: String],
        cents: Int64,
        borrower: Borrower = .student,
        by format: CompiledFormat
    ) throws -> (name: String, lines: [String]) {
        let fee = texts(fields)
        let date = try #require(CalendarDate(iso: "2026-10-05"))
        let facts = FeeFacts(amount: Cents(cents), date: date, borrower: borrower)
        let file = try #require(format.fileIndex(for: fee, facts, runDate: context.runDate))
        var buffer = RecordBuffer()
        let id = try format.appendRecord(
            of: fee,
            facts,
            file: file,
            context: context,
            lineNumber: 1,
            to: &buffer
        )
        var totals = OutputTotals()
        try totals.add(facts.amount, id)
        let bytes =
            try format.header(file: file, context: context, totals: totals)
            + buffer[0..<buffer.count]
            + format.trailer(file: file, context: context, totals: totals)
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return (try format.name(file: file, context: context), lines.map(String.init))
    }

    @Test func `the sample layout writes charges between a control header and a trailer`() throws {
        let fee: [FeeField: String] = [
            .userValue: "009123456", .feeType: "LOSTITEMREPLACEMENTFEE",
            .transactionID: "11122233300006421",
        ]
        let output = try output(of: fee, cents: 123_450, by: format(of: "chico"))
        #expect(output.name == "chico-charges-20261120-002.dat")
        let blanks = { (count: Int) in String(repeating: " ", count: count) }
        #expect(
            output.lines == [
                "HCHICOLIBRY2026112000000000010000000001234.50USD" + blanks(72),
                "DCHICO009123456  99900000000422680000000001234.5020261005"
                    + "11122233300006421             Lost item replacement         USD",
                "T00000000010000000001234.500009123456" + blanks(83), "",
            ]
        )
        #expect(output.lines.dropLast().allSatisfy { $0.utf8.count == 120 })
    }

    @Test func `the sample layout writes credits to a file of their own`() throws {
        let fee: [FeeField: String] = [.userValue: "009123456", .feeType: "CREDIT"]
        let output = try output(of: fee, cents: -325, by: format(of: "san-jose"))
        #expect(output.name == "san-jose-credits-20261120-002.dat")
        let start = "DSJ000009123456  99900000009022670000000000003.2520261005"
        #expect(output.lines[1].hasPrefix(start))
        #expect(output.lines[1].hasSuffix("Library credit                USD"))
    }

    @Test func `the sample layout hands borrowers without an account to the library`() throws {
        let fee: [FeeField: String] = [
            .userValue: "U1234", .patronName: "Nuñez, Zoë", .feeType: "OTHER",
            .libraryCode: "MAIN", .transactionID: "5",
        ]
        let output = try output(
            of: fee,
            cents: -325,
            borrower: .other,
            by: format(of: "moss-landing")
        )
        #expect(output.name == "moss-landing-other-20261120-002.csv")
        #expect(
            output.lines == [
                "Borrower,Name,Fee type,Amount,Date,Library,Transaction",
                "U1234,\"Nuñez, Zoë\",OTHER,-3.25,2026-10-05,MAIN,5", "",
            ]
        )
    }

    @Test func `Humboldt's layout is that of its own converter`() throws {
        let humboldt = try format(of: "humboldt")
        let fee: [FeeField: String] = [.userValue: "900123456", .feeType: "OVERDUEFINE"]
        let charge = try output(of: fee, cents: 1250, by: humboldt)
        #expect(charge.name == "bursar-converted-DEBITS-20112026.dat")
        #expect(charge.lines == ["900123456,300000006919,0012.50,10/05/2026", ""])
        let credit = try output(of: fee, cents: -325, by: humboldt)
        #expect(credit.name == "bursar-converted-CREDITS-20112026.dat")
        #expect(credit.lines == ["900123456,820000206129,0003.25,10/05/2026", ""])
        let other: [FeeField: String] = [
            .userValue: "U1234", .patronName: "Doe, Jane", .feeType: "OVERDUEFINE",
        ]
        let diverted = try output(of: other, cents: 1250, borrower: .other, by: humboldt)
        #expect(diverted.name == "bursar-community-20112026.csv")
        #expect(
            diverted.lines == [
                "UserID,Name,Item Type,Amount,Date",
                "U1234,\"Doe, Jane\",OVERDUEFINE,0012.50,10/05/2026",
                "",
            ]
        )
    }

    /// Source: the types that Alma's exports are known to hold; CREDIT is told by its sign, and
    /// what CUSTOMER_DEFINED means is each campus's own.
    @Test(arguments: [
        "OVERDUEFINE", "RECALLEDOVERDUEFINE", "OVERDUENOTIFICATIONFINE", "LOSTITEMREPLACEMENTFEE",
        "LOSTITEMPROCESSFEE", "DAMAGEDITEMFINE", "LIBRARYCARDREPLACEMENT", "ISSUELIBRARYCARD",
        "CARDRENEWAL", "LOCKERKEY", "SERVICEFEE", "DOCUMENTDELIVERYSERVICE", "OTHER",
    ])
    func `every known fee type is mapped at every campus of the sample layout`(type: String) throws
    {
        let fee: [FeeField: String] = [.userValue: "812345678", .feeType: type]
        for campus in reading.campuses {
            guard let revision = campus.revision, let format = revision.formats["csu-sfs-sample"]
            else { continue }
            #expect(throws: Never.self, "\(revision.campus.key)") {
                try output(of: fee, cents: 100, by: format)
            }
        }
    }

    @Test func `an unknown fee type is held at every campus`() throws {
        let fee: [FeeField: String] = [.userValue: "912345678", .feeType: "CUSTOMER_DEFINED_07"]
        for campus in reading.campuses {
            guard let format = campus.revision?.formats.values.first else { continue }
            #expect(throws: HoldReason.noItemType) { try output(of: fee, cents: 100, by: format) }
        }
    }
}

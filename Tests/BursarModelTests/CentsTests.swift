import BursarModel
import Testing

struct CentsTests {
    @Test(arguments: [
        ("300", 300_00), ("0.5", 50), ("-3.25", -325), ("12.340", 1234), ("0.01", 1),
        ("-0.1", -10), ("7.1", 710),
    ])
    func `an amount is read as Alma prints it`(text: String, cents: Int64) throws {
        #expect(try amount(of: text) == Cents(cents))
    }

    @Test(arguments: ["5", "5.0", "5.00", "0005.00", "5.000", "5.0000000000000000000000"])
    func `trailing and leading zeros change nothing`(text: String) throws {
        #expect(try amount(of: text) == Cents(500))
    }

    @Test(arguments: ["0", "0.00", "-0.00", "-0", "000"])
    func `nothing is a charge of no cents`(text: String) throws {
        let read = try amount(of: text)
        #expect(read == Cents(0))
        #expect(read.sign == .charge)
    }

    @Test(arguments: [
        "+5.00", "5.", ".5", "5.005", "5.999", "1e3", "0x10", "NaN", "Infinity", "1,234.50",
        "1.234,50", "$5", "5 .00", "--5", "-", ".", "-.5", "5.0.0", " 5", "5 ", "5\n", "5-", "5\0",
        "５", "٥", "5.٥٠", "−5",
    ])
    func `any other shape is no amount, and never rounded`(text: String) {
        #expect(throws: HoldReason.amountSyntax) { try amount(of: text) }
    }

    @Test func `an empty sum is missing, not zero`() {
        #expect(throws: HoldReason.noAmount) { try amount(of: "") }
    }

    @Test(arguments: [
        ("999999999.99", 99_999_999_999), ("9999999999", 999_999_999_900),
        ("92233720368547758.07", .max), ("-92233720368547758.07", -.max),
        ("00000000000000000000092233720368547758.07", .max),
    ])
    func `amounts far beyond any fee are read to the cent`(text: String, cents: Int64) throws {
        #expect(try amount(of: text) == Cents(cents))
    }

    @Test(arguments: [
        "92233720368547758.08", "-92233720368547758.08", "92233720368547759",
        "922337203685477580.7",
        String(repeating: "9", count: 400), "-" + String(repeating: "9", count: 400) + ".99",
    ])
    func `one cent more than fits is held and does not trap`(text: String) {
        #expect(throws: HoldReason.amountTooLarge) { try amount(of: text) }
    }

    @Test func `an amount too large with a wrong shape is of a wrong shape`() {
        #expect(throws: HoldReason.amountSyntax) {
            try amount(of: String(repeating: "9", count: 40) + ".9x")
        }
    }

    @Test func `every amount of two decimals comes back`() throws {
        for cents in stride(from: -100_000 as Int64, through: 100_000, by: 7) {
            let digits = String(cents.magnitude % 100)
            let text =
                "\(cents < 0 ? "-" : "")\(cents.magnitude / 100).\(digits.count < 2 ? "0" : "")\(digits)"
            #expect(try amount(of: text) == Cents(cents), "\(text)")
        }
    }

    @Test func `the smallest amount has a magnitude`() {
        #expect(Cents(.min).magnitude == UInt64(Int64.max) + 1)
        #expect(Cents(-1).sign == .credit)
        #expect(Cents(-5) < Cents(3))
    }

    @Test func `only ASCII digits are digits`() {
        let digits = (UInt8.min...UInt8.max).compactMap(\.decimalDigit)
        #expect(digits == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    }

    private func amount(of text: String) throws -> Cents {
        let bytes = Array(text.utf8)
        return try Cents(almaSum: bytes.span)
    }
}

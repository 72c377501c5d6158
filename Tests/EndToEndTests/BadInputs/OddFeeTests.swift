import TestSupport
import Testing

/// Odd fees in one export: each is held for its reason, or written as it should be, and the rest
/// goes on.
@Suite struct OddFeeTests {
    private let evening: BadEvening
    private let community: String

    init() throws {
        evening = try BadEvening.shared.get()
        community = try #require(evening.outboxes["chico"]?["bursar-community-20112026.csv"])
    }

    private func expectFates(_ row: String) {
        let places = OddFee.all.indices.filter { OddFee.all[$0].row == row }
        #expect(!places.isEmpty)
        for place in places {
            var reason: String?
            if case .held(let expected) = OddFee.all[place].fate { reason = expected }
            #expect(evening.heldFees[place + 1] == reason, "\(row), fee \(place + 1)")
        }
    }

    /// What the run says of the export, which is converted.
    private var warning: String {
        evening.parts["chico"]?["exports"][0]["message"].string ?? ""
    }

    private static func line(_ odd: OddFee, _ itemType: String, _ amount: String) -> String {
        "\(odd.fee.user),\(itemType),\(amount),\(odd.fee.date.prefix(10))\n"
    }

    @Test func `G2 every odd fee is in its bucket, and the outputs hold what is written`() throws {
        let part = try #require(evening.parts["chico"])
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        var counts: [String: Int64] = ["read": Int64(OddFee.all.count)]
        var charges = ""
        var credits = ""
        for odd in OddFee.all {
            switch odd.fate {
            case .held: counts["held", default: 0] += 1
            case .written(let amount):
                counts["written", default: 0] += 1
                charges += OddFeeTests.line(odd, "300000006919", amount)
            case .credit(let amount):
                counts["written", default: 0] += 1
                credits += OddFeeTests.line(odd, "820000206129", amount)
            case .diverted: counts["diverted", default: 0] += 1
            case .skipped: counts["skipped", default: 0] += 1
            }
        }
        #expect(part.counts == counts)
        #expect(evening.outboxes["chico"]?[debitsName] == charges)
        #expect(evening.outboxes["chico"]?["bursar-converted-CREDITS-20112026.dat"] == credits)
    }

    @Test func `B22 a text of 5 KB holds its fee`() { expectFates("B22") }

    @Test func `B29 a comment inside a number leaves 1200 cents, never 1 or 2`() {
        expectFates("B29")
    }

    @Test func `B30 a sum that says nil is no amount`() { expectFates("B30") }

    @Test func `B33 control characters of the second set reach no output`() {
        expectFates("B33")
        #expect(community.contains("\nU33,\"31m, 31m\",OVERDUEFINE,0005.01,11/16/2026\n"))
    }

    @Test func `B34 characters that cannot be seen are dropped from texts and refused in ids`() {
        expectFates("B34")
        #expect(community.contains("\nU34,\"ABCD\",OVERDUEFINE,0005.01,11/16/2026\n"))
    }

    @Test func `B54 ids that are absent, long or full of quotes are kept, held, kept`() {
        expectFates("B54")
    }

    @Test func `B55 ids that differ in case, a zero or a blank are different charges`() {
        expectFates("B55")
        #expect(warning.contains("never taken for one another"))
    }

    @Test func `B56 zeros change no amount, and other forms are no amounts`() {
        expectFates("B56")
    }

    @Test func `B57 what is no plain number is never rounded or guessed`() { expectFates("B57") }

    @Test func `B58 fees of no money are skipped`() { expectFates("B58") }

    @Test func `B59 a negative fine is a credit with a warning, and a positive credit is held`() {
        expectFates("B59")
        // Those of B60 are too large, and were meant as credits all the same.
        #expect(warning.contains("credits are of other types than CREDIT"))
    }

    @Test func `B60 amounts beyond all bounds are held and stop nothing`() { expectFates("B60") }

    @Test func `B61 the sum of an export survives fees that would overflow it`() throws {
        let part = try #require(evening.parts["chico"])
        #expect(part.exportVerdicts == [BadEvening.odd.fileName: "converted"])
    }

    @Test func `B62 an amount that is too wide for its column is held, never cut`() {
        expectFates("B62")
    }

    @Test func `B63 any currency but USD is held`() { expectFates("B63") }

    @Test func `B64 ids that are none are held, others keep their zeros or are diverted`() {
        expectFates("B64")
    }

    @Test func `B65 a path, a formula and SQL are texts of borrowers without an account`() {
        expectFates("B65")
        #expect(community.contains("\n../../etc/passwd,"))
        #expect(community.contains("\n'=HYPERLINK(..),"))
        #expect(community.contains("\n'; drop table charge;--,"))
        #expect(evening.charges > 0)
    }

    @Test func `B67 delimiters, quotes and line breaks in a text make one record that reads back`()
    {
        expectFates("B67")
        #expect(
            community.contains("\nU67,\"a,b \"\"c\"\" d e f\",OVERDUEFINE,0005.01,11/16/2026\n")
        )
    }

    @Test func `B68 a hidden link in a name reaches neither output nor terminal`() {
        expectFates("B68")
        #expect(community.contains("\nU68,\"8;;http://xlink\","))
        let shown = (community + evening.messages).unicodeScalars
        #expect(!shown.contains { (0x80..<0xA0).contains($0.value) || $0.value == 0x1B })
    }

    @Test func `B70 fee types that the campus does not list are held`() { expectFates("B70") }

    @Test func `B71 dates that are none are held, never another date`() { expectFates("B71") }

    @Test func `B74 a field that stands twice holds its fee`() { expectFates("B74") }
}

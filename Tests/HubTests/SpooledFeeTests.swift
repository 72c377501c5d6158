import BursarModel
import Testing

@testable import Hub

/// A fee comes back from the spool as it went in.
@Suite struct SpooledFeeTests {
    @Test func `a fee keeps what is asked for and nothing else`() throws {
        var texts = FeeTexts()
        texts.ordinal = 77
        for (field, text) in [(FeeField.userValue, "000123"), (.itemTitle, "Täxt"), (.sum, "1.5")] {
            let start = texts.arena.count
            texts.arena += Array(text.utf8)
            texts.ranges[field.rawValue] = start..<texts.arena.count
        }
        let fee = SpooledFee(
            facts: FeeFacts(
                amount: Cents(-150),
                date: try #require(CalendarDate(iso: "1969-12-31")),
                borrower: .student
            ),
            place: 3,
            origin: 1,
            ordinal: 77,
            count: 5
        )
        var bytes: [UInt8] = []
        let fields = [FeeField.userValue, .comment, .itemTitle]
        fee.append(texts, fields, to: &bytes)
        var read = FeeTexts()
        read.arena = [1, 2, 3]
        let found = try #require(SpooledFee(bytes.span, fields, into: &read))
        #expect(found.facts == fee.facts)
        #expect((found.place, found.origin, found.ordinal, found.count) == (3, 1, 77, 5))
        #expect(read.ordinal == 77)
        #expect(read.string(.userValue) == "000123")
        #expect(read.string(.itemTitle) == "Täxt")
        #expect(read.isEmpty(.comment) && read.isEmpty(.sum))
        #expect(SpooledFee(bytes.span.extracting(0..<bytes.count - 1), fields, into: &read) == nil)
    }
}

import BursarModel
import Testing

struct FeeTextsTests {
    private func texts() -> FeeTexts {
        var texts = FeeTexts()
        texts.arena = Array("900123456OVERDUEFINE".utf8)
        texts.ranges[FeeField.userValue.rawValue] = 0..<9
        texts.ranges[FeeField.feeType.rawValue] = 9..<20
        return texts
    }

    @Test func `each field has its own place`() {
        let places = FeeField.allCases.map(\.rawValue)
        #expect(places == Array(0..<FeeTexts().ranges.count))
        #expect(FeeField.borrowerCount == 4)
    }

    @Test func `a field's text is lent and copied alike`() {
        let texts = texts()
        #expect(texts.string(.feeType) == "OVERDUEFINE")
        #expect(texts.withText(.userValue) { $0.count } == 9)
        #expect(texts.isEmpty(.sum))
        #expect(texts.string(.sum) == "")
        #expect(!texts.isEmpty(.userValue))
    }

    @Test func `a text is compared with all of a constant`() {
        let texts = texts()
        #expect(texts.equals(.feeType, "OVERDUEFINE"))
        #expect(!texts.equals(.feeType, "OVERDUE"))
        #expect(!texts.equals(.feeType, "OVERDUEFINES"))
        #expect(!texts.equals(.feeType, "overduefine"))
        #expect(texts.equals(.sum, ""))
    }

    @Test func `a set of fields holds what was put into it`() {
        var set = FeeFieldSet([.sum, .userType])
        #expect(FeeField.allCases.filter(set.contains) == [.userType, .sum])
        #expect(!set.isDisjoint(with: FeeFieldSet([.sum])))
        #expect(set.isDisjoint(with: FeeFieldSet([.vat])))
        set.remove(.sum)
        set.remove(.userType)
        #expect(set.isEmpty)
    }
}

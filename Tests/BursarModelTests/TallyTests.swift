import BursarModel
import Foundation
import Testing

struct TallyTests {
    @Test func `charges and credits are kept apart`() throws {
        var tally = Tally.zero
        try tally.add(Cents(1250))
        try tally.add(Cents(-300))
        try tally.add(Cents(0))
        #expect(tally == Tally(count: 3, chargeCents: 1250, creditCents: 300))
        #expect(!tally.isZero)
    }

    @Test func `a fee whose amount cannot be read is counted`() throws {
        var tally = Tally.zero
        try tally.add(nil)
        #expect(tally == Tally(count: 1))
    }

    @Test(arguments: [
        (Tally(count: .max), Tally(count: 1)),
        (Tally(chargeCents: .max), Tally(chargeCents: 1)),
        (Tally(creditCents: .max), Tally(creditCents: 1)),
        (Tally(count: 1, chargeCents: .max), Tally(count: 1, chargeCents: .max)),
    ])
    func `B61 an overflow is a value and changes nothing`(one: Tally, other: Tally) {
        var tally = one
        #expect(throws: HoldReason.totalOverflow) { try tally.add(other) }
        #expect(tally == one)
        #expect(throws: HoldReason.totalOverflow) { try one.adding(other) }
    }

    @Test func `the largest credit has no positive counterpart and does not trap`() throws {
        var tally = Tally.zero
        #expect(throws: HoldReason.totalOverflow) { try tally.add(Cents(.min)) }
        try tally.add(Cents(-.max))
        #expect(tally == Tally(count: 1, creditCents: .max))
        #expect(throws: HoldReason.totalOverflow) { try tally.add(Cents(-1)) }
    }

    @Test func `a sum that fills 64 bits exactly is one`() throws {
        var tally = Tally(count: 1, chargeCents: .max - 1)
        try tally.add(Cents(1))
        #expect(tally.chargeCents == .max)
        #expect(try tally.adding(.zero) == tally)
    }

    @Test func `adding one by one is adding at once`() throws {
        var whole = Tally.zero
        var parts: [Tally] = []
        for part in 0..<20 {
            var tally = Tally.zero
            for fee in 0..<50 { try tally.add(Cents(Int64(fee * 37 - part * 91))) }
            parts.append(tally)
            for fee in 0..<50 { try whole.add(Cents(Int64(fee * 37 - part * 91))) }
        }
        var sum = Tally.zero
        for tally in parts.reversed() { try sum.add(tally) }
        #expect(sum == whole)
    }

    @Test func `its keys in JSON are the contract's`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let tally = Tally(count: 2, chargeCents: 1250, creditCents: 300)
        let json = try encoder.encode(tally)
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"charge_cents":1250,"count":2,"credit_cents":300}"#
        )
        #expect(try JSONDecoder().decode(Tally.self, from: json) == tally)
    }
}

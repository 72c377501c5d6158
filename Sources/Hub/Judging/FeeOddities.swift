import BursarModel

/// What is odd about the fees of an export and holds none of them, for a person who wonders.
struct FeeOddities {
    /// Negative amounts of other types than Alma's CREDIT: they are credits all the same.
    private var creditsOfOtherTypes: Int64 = 0
    /// Transaction ids that could be meant as another one, and are different ones.
    private var unusualIDs: Int64 = 0

    mutating func note(_ texts: borrowing FeeTexts, amount: Cents) {
        if amount.value < 0, !texts.equals(.feeType, "CREDIT") { creditsOfOtherTypes += 1 }
        if FeeOddities.isUnusual(texts.arena.span.extracting(texts.range(of: .transactionID))) {
            unusualIDs += 1
        }
    }

    /// A zero before it, a small letter in it, or a no-break space behind it.
    private static func isUnusual(_ id: Span<UInt8>) -> Bool {
        guard id.count > 0 else { return false }
        if id[0] == UInt8(ascii: "0") || id.count > 1 && id[id.count - 1] == 0xA0 { return true }
        return id.indices.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(id[$0]) }
    }

    var messages: [Message] {
        var messages: [Message] = []
        if creditsOfOtherTypes > 0 {
            messages.append(
                "\(creditsOfOtherTypes) credits are of other types than CREDIT, which Alma gives to credits"
            )
        }
        if unusualIDs > 0 {
            messages.append(
                "\(unusualIDs) transaction ids begin with 0, have small letters or end in a blank of their own: such ids are never taken for one another"
            )
        }
        return messages
    }
}

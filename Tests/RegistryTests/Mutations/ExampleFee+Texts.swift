import BursarModel
import SFSFormat
import TestSupport

extension ExampleFee {
    private static let fields: [String: FeeField] = [
        "user.id": .userValue, "user.name": .patronName, "fee.type": .feeType,
        "fee.date": .transactionDate, "fee.library": .libraryCode,
        "fee.transaction_id": .transactionID, "item.title": .itemTitle,
        "amount.as_exported": .sum,
    ]

    /// As the reader of exports hands the fee on.
    var texts: FeeTexts {
        var texts = FeeTexts()
        texts.ordinal = 1
        for (name, field) in ExampleFee.fields {
            let start = texts.arena.count
            texts.arena += Array((text(name) ?? "").utf8)
            texts.ranges[field.rawValue] = start..<texts.arena.count
        }
        return texts
    }

    func facts(_ students: BytePattern) throws -> FeeFacts {
        let texts = texts
        let id = texts.arena.span.extracting(texts.range(of: .userValue))
        return FeeFacts(
            amount: try Cents(almaSum: texts.arena.span.extracting(texts.range(of: .sum))),
            date: try CalendarDate(
                almaTransaction: texts.arena.span.extracting(texts.range(of: .transactionDate))
            ),
            borrower: students.matches(id) ? .student : .other
        )
    }
}

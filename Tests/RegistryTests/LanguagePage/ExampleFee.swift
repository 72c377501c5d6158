import BursarModel
import SFSFormat

/// A fee of an example: what a format reads by the names that a format reads it by.
struct ExampleFee {
    private static let fields: [String: FeeField] = [
        "user.id": .userValue, "user.id_type": .userType, "user.name": .patronName,
        "fee.type": .feeType, "fee.date": .transactionDate, "fee.library": .libraryCode,
        "fee.transaction_id": .transactionID, "fee.comment": .comment, "item.title": .itemTitle,
        "item.barcode": .barcode, "item.call_number": .callNumber, "item.library": .itemLibrary,
        "item.location": .itemLocation, "item.due_date": .dueDate, "amount.as_exported": .sum,
    ]

    enum Unreadable: Error { case unknownColumn(String), wrongCells(String) }

    private var values = ["fee.date": "11/16/2026", "fee.type": "OVERDUEFINE"]
    private let ordinal: Int64

    /// The fees of a table whose first line names the columns.
    static func table(_ text: String) throws -> [ExampleFee] {
        let rows = text.split(separator: "\n").map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
        return try rows.dropFirst().enumerated().map { index, cells in
            guard cells.count == rows[0].count else {
                throw Unreadable.wrongCells(cells.joined(separator: "|"))
            }
            var fee = ExampleFee(ordinal: Int64(index + 1))
            for (name, value) in zip(rows[0], cells) { try fee.set(name, value) }
            return fee
        }
    }

    private init(ordinal: Int64) { self.ordinal = ordinal }

    mutating func set(_ name: String, _ value: String) throws {
        guard ExampleFee.fields[name] != nil else { throw Unreadable.unknownColumn(name) }
        values[name] = value
    }

    var texts: FeeTexts {
        var texts = FeeTexts()
        texts.ordinal = ordinal
        for (name, value) in values {
            guard let field = ExampleFee.fields[name] else { continue }
            // Alma prints the time of day too.
            let isDay = name.hasSuffix("date") && value.first?.isNumber == true
            let start = texts.arena.count
            texts.arena += Array((isDay ? "\(value) 14:02:11" : value).utf8)
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

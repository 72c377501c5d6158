/// A fee of an example: what a format reads by the names that a format reads it by.
public struct ExampleFee: Sendable {
    /// The elements that a test's export has only where they are asked for.
    private static let rarities = [
        "item.call_number": "itemCallNumebr", "item.library": "itemLibrary",
        "item.location": "itemLocation", "item.due_date": "itemDueDate",
    ]
    private static let columns: Set<String> = [
        "user.id", "user.id_type", "user.name", "fee.type", "fee.date", "fee.library",
        "fee.transaction_id", "fee.comment", "item.title", "item.barcode", "amount.as_exported",
    ]

    enum Unreadable: Error { case unknownColumn(String), wrongCells(String) }

    /// As Alma exported them, by the names of the language.
    public private(set) var values = ["fee.date": "11/16/2026", "fee.type": "OVERDUEFINE"]

    /// The fees of a table whose first line names the columns.
    public static func table(_ text: String) throws -> [ExampleFee] {
        let rows = text.split(separator: "\n").map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
        return try rows.dropFirst().map { cells in
            guard cells.count == rows[0].count else {
                throw Unreadable.wrongCells(cells.joined(separator: "|"))
            }
            var fee = ExampleFee()
            for (name, value) in zip(rows[0], cells) { try fee.set(name, value) }
            return fee
        }
    }

    public mutating func set(_ name: String, _ value: String) throws {
        guard ExampleFee.columns.contains(name) || ExampleFee.rarities[name] != nil else {
            throw Unreadable.unknownColumn(name)
        }
        values[name] = value
    }

    /// The text of a column; Alma prints the time of day behind a day.
    public func text(_ name: String) -> String? {
        values[name].map { value in
            name.hasSuffix("date") && value.first?.isNumber == true ? "\(value) 14:02:11" : value
        }
    }

    /// The fee in an export.
    var exported: ExportBuilder.Fee {
        func markup(_ name: String) -> String? {
            text(name)?.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        }
        var fee = ExportBuilder.Fee(
            markup("user.id") ?? "",
            markup("fee.type") ?? "",
            markup("amount.as_exported") ?? "",
            id: markup("fee.transaction_id")
        )
        fee.date = markup("fee.date") ?? ""
        fee.library = markup("fee.library")
        fee.userType = markup("user.id_type") ?? ""
        fee.name = markup("user.name") ?? ""
        fee.title = markup("item.title") ?? ""
        fee.comment = markup("fee.comment") ?? ""
        fee.barcode = markup("item.barcode")
        fee.raw = ExampleFee.rarities.sorted { $0.key < $1.key }.compactMap { name, element in
            markup(name).map { "<xb:\(element)>\($0)</xb:\(element)>" }
        }.joined()
        return fee
    }
}

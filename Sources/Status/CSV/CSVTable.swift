import BursarModel

/// A table as RFC 4180 writes it: CRLF, quotes where a cell needs them, a heading row.
struct CSVTable {
    private(set) var text = ""

    /// A cell by what it holds, because only texts are guarded against formulas.
    enum Cell {
        case text(String)
        case count(Int64)
        /// Written as decimal dollars: `1262.32`.
        case cents(Int64)
        case bool(Bool)
        case empty
    }

    mutating func add(_ cells: [Cell]) {
        text += cells.map(CSVTable.written).joined(separator: ",") + "\r\n"
    }

    private static func written(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): quoted(guarded(Printable.escaped(text)))
        case .count(let number): String(number)
        case .cents(let cents): Figures.plainDollars(cents)
        case .bool(let value): value ? "yes" : "no"
        case .empty: ""
        }
    }

    /// A text that a spreadsheet would take for a formula gets a leading apostrophe.
    private static func guarded(_ text: String) -> String {
        guard let first = text.first(where: { $0 != " " }), "=+-@".contains(first) else {
            return text
        }
        return "'" + text
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"".contains($0) }) else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}

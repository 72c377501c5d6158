/// The columns above and below lines of an output: positions from 1, and the fields' names.
struct ColumnRuler {
    /// With more lines of names than this, numbers stand in their place.
    private static let mostLines = 8

    /// Bytes of the record, from 0.
    let columns: Range<Int>

    /// Two lines: the tens by their numbers, and a mark for every position.
    var scale: [String] {
        var numbers = ""
        var marks = ""
        for column in columns {
            let position = column + 1
            marks += position.isMultiple(of: 10) ? "|" : position.isMultiple(of: 5) ? ":" : "."
            if position.isMultiple(of: 10) {
                let number = String(position)
                let gap = position - columns.lowerBound - number.count - numbers.count
                if gap >= 0 { numbers += String(repeating: " ", count: gap) + number }
            }
        }
        return numbers.isEmpty ? [marks] : [numbers, marks]
    }

    /// The extent of each field, and below its first column its name, however narrow it is.
    func legend(_ fields: [(name: String, range: Range<Int>)]) -> [String] {
        let shown = fields.map { ($0.name, $0.range.clamped(to: columns)) }.filter { !$0.1.isEmpty }
        guard !shown.isEmpty else { return [] }
        let starts = shown.map { $0.1.lowerBound - columns.lowerBound }
        let names = staircase(shown.map(\.0), at: starts)
        let extents = extents(of: shown.map(\.1))
        guard names.count > ColumnRuler.mostLines else { return [extents] + names }
        let numbered = shown.enumerated().map { index, field in "\(index + 1) \(field.0)" }
        return [extents] + staircase(shown.indices.map { "\($0 + 1)" }, at: starts)
            + TextWidth.wrap(
                numbered.map { $0.split(separator: " ").joined(separator: "\u{A0}") }
                    .joined(separator: " "),
                width: TextWidth.page - 6
            ).map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) }
    }

    private func extents(of ranges: [Range<Int>]) -> String {
        var line = ""
        for range in ranges {
            let start = range.lowerBound - columns.lowerBound
            line += String(repeating: " ", count: max(0, start - line.count))
            line +=
                range.count == 1
                ? "│" : "└" + String(repeating: "─", count: range.count - 2) + "┘"
        }
        return line
    }

    /// Names in as few lines as they need; a name that hangs lower has a line up to its field.
    ///
    /// They are placed from the right, so that every line up is free.
    private func staircase(_ names: [String], at starts: [Int]) -> [String] {
        var lines: [[(start: Int, text: String)]] = []
        for (name, start) in zip(names, starts).reversed() {
            let level =
                lines.firstIndex { line in
                    start + TextWidth.of(name) < (line.last?.start ?? .max)
                } ?? lines.count
            if level == lines.count { lines.append([]) }
            lines[level].append((start, name))
            for above in 0..<level { lines[above].append((start, "│")) }
        }
        return lines.map { line in
            line.reversed().reduce("") { text, part in
                text + String(repeating: " ", count: part.start - TextWidth.of(text)) + part.text
            }
        }
    }
}

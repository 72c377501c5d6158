/// A table of one line per row, its numbers to the right, as wide as its texts need.
///
/// Where that is more than a page, its columns move together; where that is not enough, its
/// widest texts are cut. Its numbers never are.
struct TextTable {
    enum Alignment {
        case left
        case right
    }

    struct Column {
        var heading: String
        var alignment: Alignment
        /// Longer texts are cut with an ellipsis; numbers never are.
        var limit: Int

        static func text(_ heading: String, limit: Int) -> Column {
            Column(heading: heading, alignment: .left, limit: limit)
        }

        static func number(_ heading: String) -> Column {
            Column(heading: heading, alignment: .right, limit: .max)
        }
    }

    struct Cell: ExpressibleByStringInterpolation {
        var text: String
        var emphasis: TerminalStyle.Emphasis?

        init(stringLiteral value: String) { text = value }

        init(_ text: String, _ emphasis: TerminalStyle.Emphasis? = nil) {
            self.text = text
            self.emphasis = emphasis
        }
    }

    private enum Line {
        case cells([Cell])
        case note(String)
        case rule
    }

    private let columns: [Column]
    private let page: Int
    private var lines: [Line] = []

    init(_ columns: [Column], width: Int = TextWidth.page) {
        self.columns = columns
        page = width
    }

    mutating func add(_ cells: [Cell]) { lines.append(.cells(cells)) }

    /// A line below a row that belongs to it, from the second column on.
    mutating func addNote(_ text: String) { lines.append(.note(text)) }

    mutating func addRule() { lines.append(.rule) }

    func lines(in style: TerminalStyle) -> [String] {
        let wanted = wantedWidths()
        let gaps = wanted.count - 1
        let spare = page - wanted.reduce(0, +)
        let gap = spare >= 2 * gaps || spare < gaps ? "  " : " "
        let widths = fitted(wanted, gap: gap.count)
        let full = widths.reduce(0, +) + gap.count * (widths.count - 1)
        let noteIndent = String(repeating: " ", count: (widths.first ?? 0) + gap.count)
        let heading = columns.map { Cell($0.heading, .faint) }
        return [row(heading, widths, gap, style)]
            + lines.flatMap { line in
                switch line {
                case .cells(let cells): [row(cells, widths, gap, style)]
                case .note(let text):
                    TextWidth.wrap(text, indent: noteIndent).map { style.show($0, .faint) }
                case .rule: [style.show(String(repeating: "─", count: full), .faint)]
                }
            }
    }

    private func fitted(_ wanted: [Int], gap: Int) -> [Int] {
        var widths = wanted
        let room = page - gap * (widths.count - 1)
        while widths.reduce(0, +) > room {
            let texts = columns.indices.filter { columns[$0].alignment == .left && widths[$0] > 4 }
            guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private func wantedWidths() -> [Int] {
        columns.indices.map { index in
            let texts = lines.compactMap { line -> Int? in
                guard case .cells(let cells) = line, index < cells.count else { return nil }
                return TextWidth.of(cells[index].text)
            }
            let widest = max(TextWidth.of(columns[index].heading), texts.max() ?? 0)
            return min(widest, columns[index].limit)
        }
    }

    private func row(
        _ cells: [Cell],
        _ widths: [Int],
        _ gap: String,
        _ style: TerminalStyle
    ) -> String {
        let shown = zip(cells, columns.indices).map { cell, index in
            let text = TextWidth.cut(cell.text, to: widths[index])
            let blank = String(repeating: " ", count: widths[index] - TextWidth.of(text))
            let coloured = style.show(text, cell.emphasis)
            return columns[index].alignment == .left ? coloured + blank : blank + coloured
        }
        let line = shown.joined(separator: gap)
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}

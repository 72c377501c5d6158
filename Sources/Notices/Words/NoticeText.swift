import Pages
import Status

/// A note as plain text of at most 76 columns, but for a path or a command that is longer.
enum NoticeText {
    private static let width = 76

    static func of(_ letter: Letter) -> String {
        let demo = letter.isDemo ? "DEMO: " : ""
        var blocks = [wrap(demo + letter.headline) + wrap(letter.line)]
        for part in letter.parts { blocks += lines(of: part, in: letter) }
        blocks.append(wrap(letter.closing))
        if let link = letter.link { blocks.append([link]) }
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    /// A block of lines for each need, table or campus's files.
    private static func lines(of part: Letter.Part, in letter: Letter) -> [[String]] {
        switch part {
        case .needs(let needs): needs.matters.map(lines)
        case .numbers(let books, let released):
            [lines(NoticeTable(books: books, released: released))]
        case .campuses(let rows, totals: _): [lines(NoticeTable(rows))]
        case .loads(let groups):
            groups.map { group in
                let title = letter.isOfOneCampus ? "To load into PeopleSoft" : group.name
                return lines(NoticeTable(group, title: title))
            }
        }
    }

    private static func lines(_ need: Need) -> [String] {
        let subject = TextWidth.wrap(need.subject, width: width - 2).enumerated().map {
            ($0 == 0 ? need.shape + " " : "  ") + $1
        }
        return subject + wrap(need.explanation, indent: "  ")
    }

    private static func wrap(_ text: String, indent: String = "") -> [String] {
        TextWidth.wrap(text, indent: indent, width: width)
    }

    private static func lines(_ table: NoticeTable) -> [String] {
        let all = [table.headings] + table.rows
        let last = table.headings.count - 1
        let widths = table.headings.indices.map { column in
            all.map { TextWidth.of($0[column]) }.max() ?? 0
        }
        let rows = all.flatMap { cells -> [String] in
            let shown = cells.enumerated().map { column, cell in
                let blank = String(repeating: " ", count: widths[column] - TextWidth.of(cell))
                if table.numbers.contains(column) { return blank + cell }
                return column == last ? cell : cell + blank
            }
            let line = "  " + shown.joined(separator: "  ")
            guard TextWidth.of(line) > width, !table.numbers.contains(last) else {
                return [trimmed(line)]
            }
            return [trimmed("  " + shown.dropLast().joined(separator: "  "))]
                + wrap(cells[last], indent: "    ")
        }
        return wrap(table.title) + table.notes.flatMap { wrap($0, indent: "  ") } + rows
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}

import Status

/// A note as plain text of at most 76 columns, but for a path or a command that is longer.
enum NoticeText {
    private static let width = 76

    static func of(_ body: NoticeBody) -> String {
        var parts: [[String]] = []
        let demo = body.isDemo ? "DEMO: " : ""
        parts.append(wrap(demo + body.headline) + wrap(body.line))
        for need in body.needs {
            let subject = TextWidth.wrap(need.subject, width: width - 2).enumerated().map {
                ($0 == 0 ? need.shape + " " : "  ") + $1
            }
            parts.append(subject + wrap(need.explanation, indent: "  "))
        }
        parts += body.tables.map(lines)
        if !body.closing.isEmpty { parts.append(body.closing.flatMap { wrap($0) }) }
        if let link = body.link { parts.append([link]) }
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
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

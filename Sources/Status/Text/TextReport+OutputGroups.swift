import BursarModel

extension TextReport {
    /// The files of a run for one kind of office: where they lie, count and total to type.
    static func outputs(
        _ title: String,
        _ groups: [OutputGroup],
        in style: TerminalStyle
    ) -> [String] {
        guard !groups.isEmpty else { return [] }
        let all = groups.flatMap(\.outputs)
        let countWidth = width(of: all.map { Figures.count($0.records) }, "Count")
        let totalWidth = width(of: all.map { Figures.dollars($0.totalCents) }, "Total $")
        let columns = "  \(right("Count", countWidth))  \(right("Total $", totalWidth))  File"
        var lines = [heading(title, in: style)] + TextWidth.wrap(OutputGroup.sum(of: groups))
        lines.append(style.show(columns, .faint))
        for group in groups {
            let place = group.folder ?? "\(counted(Int64(group.outputs.count), "file"))"
            let parts = [group.name, place, group.loadSettings].filter { !$0.isEmpty }
            let head = parts.joined(separator: " · ")
            if TextWidth.of(head) <= TextWidth.page {
                lines.append(head)
            } else {
                lines.append("\(group.name) · \(place)")
                lines += TextWidth.wrap(group.loadSettings, indent: "  ")
            }
            for output in group.outputs {
                let count = right(Figures.count(output.records), countWidth)
                let total = right(Figures.dollars(output.totalCents), totalWidth)
                let name = Printable.escaped(group.folder == nil ? output.path : output.name)
                let notes = group.notes(on: output)
                let note = notes.isEmpty ? "" : "  (\(notes))"
                let figures = "  \(count)  \(total)"
                let fits = TextWidth.of("\(figures)  \(name)\(note)") <= TextWidth.page
                lines.append("\(figures)  \(name)" + (fits ? note : ""))
                if !fits, !note.isEmpty {
                    lines += TextWidth.wrap(
                        note.trimmed,
                        indent: String(repeating: " ", count: figures.count + 2)
                    )
                }
            }
        }
        return lines
    }

    private static func width(of texts: [String], _ heading: String) -> Int {
        max(heading.count, texts.map(\.count).max() ?? 0)
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: width - text.count) + text
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}

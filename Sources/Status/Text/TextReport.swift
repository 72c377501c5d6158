/// Reports for a terminal and for `summary.txt`: headline, needs, numbers, campuses, outputs.
///
/// At most 100 columns, but for a path that is longer: it stays whole, so that it can be copied.
/// Every text from outside comes through `Printable`; nothing here can move a cursor.
public enum TextReport {
    /// Parts with an empty line between them, and a line ending at the end.
    static func joined(_ parts: [[String]]) -> String {
        parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
            + "\n"
    }

    static func head(_ headline: Headline, _ lines: [String], in style: TerminalStyle) -> [String] {
        let mark = headline.isDemo ? style.show("DEMO", .attention) + ": " : ""
        return [mark + style.show(headline.text, .strong)]
            + lines.flatMap { TextWidth.wrap($0) }
    }

    static func needs(_ needs: Needs, in style: TerminalStyle) -> [[String]] {
        needs.matters.map { need in
            let tone: TerminalStyle.Emphasis = need.severity == .failed ? .failed : .attention
            let subject = TextWidth.wrap(need.subject, indent: "", width: TextWidth.page - 2)
            return subject.enumerated().map { index, line in
                (index == 0 ? style.show(need.shape, tone) + " " : "  ") + style.show(line, .strong)
            } + TextWidth.wrap(need.explanation, indent: "  ")
        }
    }

    static func cell(_ standing: Standing) -> TextTable.Cell {
        TextTable.Cell("\(standing.shape) \(standing.word)", standing.tone.emphasis)
    }

    static func heading(_ text: String, in style: TerminalStyle) -> String {
        style.show(text, .strong)
    }
}

public import BursarModel

extension TextReport {
    /// A file as it changes, in the form of `diff -u`; at most `limit` lines of it.
    static func difference(
        _ file: FileDifference,
        from old: String,
        to new: String,
        limit: Int? = nil,
        in style: TerminalStyle
    ) -> [String] {
        let lines = file.unified(from: old, to: new)
        let shown = lines.prefix(limit.map { $0 + 2 } ?? lines.count)
        let rest = lines.count - shown.count
        let more = rest == 0 ? [] : ["… and \(counted(Int64(rest), "line")) more of this file"]
        return shown.enumerated().map { index, line in
            style.show(Printable.escaped(line), index < 2 ? .strong : emphasis(of: line))
        } + more.map { style.show($0, .faint) }
    }

    /// One revision against the one before, in full.
    public static func revision(
        _ number: Int,
        of campus: CampusKey,
        _ files: [FileDifference],
        change: String,
        style: TerminalStyle
    ) -> String {
        let head = "\(campus), revision \(number): \(Printable.escaped(change))"
        return joined(
            [[heading(head, in: style)]]
                + files.map {
                    difference(
                        $0,
                        from: "revision \(number - 1)",
                        to: "revision \(number)",
                        in: style
                    )
                } + (files.isEmpty ? [["No file changed."]] : [])
        )
    }

    private static func emphasis(of line: String) -> TerminalStyle.Emphasis? {
        switch line.unicodeScalars.first {
        case "+": .good
        case "-": .failed
        case "@", "\\": .faint
        default: nil
        }
    }
}

internal import BursarModel

/// A finding as compilers print it: its line, and below it the text that is meant, underlined.
enum FindingText {
    private static let tabStop = 4

    static func lines(_ diagnostic: Diagnostic, in style: TerminalStyle) -> [String] {
        let tone: TerminalStyle.Emphasis = diagnostic.severity == .error ? .failed : .attention
        guard let place = diagnostic.place, let source = diagnostic.sourceLine else {
            return [diagnostic.line]
        }
        let end = diagnostic.endColumn ?? place.column + 1
        let excerpt = Excerpt(of: source, from: place.column, to: end, width: TextWidth.page - 10)
        let number = String(place.line)
        let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number
        let blank = String(repeating: " ", count: margin.count)
        return [
            diagnostic.line,
            style.show("\(margin) | ", .faint) + excerpt.text,
            style.show("\(blank) | ", .faint) + String(repeating: " ", count: excerpt.indent)
                + style.show("^" + String(repeating: "~", count: excerpt.width - 1), tone),
        ]
    }

    /// What of a line is shown, and which columns of the terminal the meant text takes in it.
    private struct Excerpt {
        private(set) var text = ""
        private(set) var indent = 0
        private(set) var width = 1

        /// `from` and `to` are characters from 1; a line wider than `width` loses its ends.
        init(of line: String, from: Int, to: Int, width most: Int) {
            var cells: [String] = []
            var widths: [Int] = []
            var column = 0
            for character in line {
                let shown =
                    character == "\t"
                    ? String(repeating: " ", count: tabStop - column % tabStop)
                    : Printable.escaped(String(character))
                cells.append(shown)
                widths.append(TextWidth.of(shown))
                column += TextWidth.of(shown)
            }
            let start = min(max(0, from - 1), cells.count)
            let end = min(max(start, to - 1), cells.count)
            var first = 0
            var last = cells.count
            func sum(_ range: Range<Int>) -> Int { widths[range].reduce(0, +) }
            var total = column
            // The end goes first, as long as what is meant keeps some neighbours.
            while total > most, last > end, sum(first..<end) + 8 < total {
                last -= 1
                total -= widths[last]
            }
            while total > most, first < start {
                total -= widths[first]
                first += 1
            }
            while total > most, last > first + 1 {
                last -= 1
                total -= widths[last]
            }
            let (before, behind) = (first > 0 ? "…" : "", last < cells.count ? "…" : "")
            text = before + cells[first..<last].joined() + behind
            indent = before.count + sum(first..<start)
            width = max(1, sum(start..<max(start, min(end, last))))
        }
    }
}

import BursarModel

/// The bytes of a line of an output, each as one column of a terminal.
///
/// A blank is shown as `·` and a control byte by its picture, so that nothing is invisible and
/// nothing acts. A character of several bytes is followed by `‥` for the others.
struct RecordCells {
    static let blank = "·"
    private static let rest = "‥"

    let cells: [String]

    init(_ text: String, encoding: String) {
        let hasManyBytes = encoding.hasPrefix("utf-8")
        var cells: [String] = []
        for scalar in text.unicodeScalars {
            let bytes = hasManyBytes ? UTF8.width(scalar) : 1
            let shown = RecordCells.shown(scalar)
            let columns = min(TextWidth.of(shown), bytes)
            cells.append(shown)
            cells += Array(repeating: "", count: columns - 1)
            cells += Array(repeating: RecordCells.rest, count: bytes - columns)
        }
        self.cells = cells
    }

    var count: Int { cells.count }

    subscript(range: Range<Int>) -> String {
        cells[range.clamped(to: 0..<cells.count)].joined()
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x20: blank
        case 0..<0x20: String(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
        case 0x7F: "␡"
        case _ where Printable.isInvisible(scalar): "▯"
        case _ where scalar.properties.generalCategory == .nonspacingMark: "◌"
        default: String(scalar)
        }
    }
}

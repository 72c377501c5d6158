internal import BursarModel
internal import Yams

/// Turns the parser's marks, which count code points, into places, which count characters.
///
/// Nodes come in the order of the text, so that it goes on from the last place; from the beginning
/// of the line each time, a long line of many nodes would cost the square of its length.
final class PlaceCursor {
    private struct Position {
        var line: Int
        var codePoint: Int
        var character: Int
        var index: String.Index
    }

    private let text: String
    private let lineStarts: [String.Index]
    private var last: Position

    init(_ text: String) {
        self.text = text
        var starts = [text.startIndex]
        for index in text.utf8.indices where text.utf8[index] == UInt8(ascii: "\n") {
            starts.append(text.utf8.index(after: index))
        }
        lineStarts = starts
        last = Position(line: 1, codePoint: 1, character: 1, index: text.startIndex)
    }

    func place(_ mark: Mark) -> Place {
        guard let index = index(of: mark) else {
            return Place(line: mark.line, column: mark.column)
        }
        let start = start(for: mark)
        last = Position(
            line: mark.line,
            codePoint: mark.column,
            character: start.character + text[start.index..<index].count,
            index: index
        )
        return Place(line: last.line, column: last.character)
    }

    /// How a scalar stands in the text; nil where it is not written in one piece.
    func spelling(of scalar: Node.Scalar, at mark: Mark) -> TextSpelling? {
        guard let index = index(of: mark) else { return nil }
        let escapes: TextSpelling.Escapes
        switch scalar.style {
        case .plain: escapes = .none
        case .singleQuoted: escapes = .singleQuotes
        case .doubleQuoted: escapes = .backslashes
        case .any, .literal, .folded: return nil
        }
        let quote = scalar.style == .plain ? "" : String(text[index])
        let spelling = TextSpelling(lead: quote.count, escapes: escapes)
        let written = quote + spelling.written(scalar.string) + quote
        return text.utf8[index...].starts(with: written.utf8) ? spelling : nil
    }

    /// nil for a mark behind the text.
    func index(of mark: Mark) -> String.Index? {
        guard (1...lineStarts.count).contains(mark.line) else { return nil }
        let start = start(for: mark)
        return text.unicodeScalars.index(
            start.index,
            offsetBy: mark.column - start.codePoint,
            limitedBy: text.endIndex
        )
    }

    /// The last position, or the beginning of the mark's line.
    private func start(for mark: Mark) -> Position {
        if mark.line == last.line, mark.column >= last.codePoint { return last }
        return Position(
            line: mark.line,
            codePoint: 1,
            character: 1,
            index: lineStarts[mark.line - 1]
        )
    }
}

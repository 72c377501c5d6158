import BursarModel

/// A piece of a page.
///
/// Its own markup can only be a literal; every value that is interpolated is escaped, in one
/// function, so that a name from a campus file or a fee type from Alma stays text.
public struct HTML: ExpressibleByStringInterpolation, Hashable, Sendable {
    public private(set) var source: String

    public init(stringLiteral literal: StaticString) { source = literal.description }

    public init(stringInterpolation parts: Parts) { source = parts.source }

    /// A text as a page shows it, also between quotes of an attribute.
    public init(text: some StringProtocol) { source = HTML.escaped(text) }

    /// Markup that this package wrote as a constant, such as a style sheet.
    init(constant: StaticString) { source = constant.description }

    public static let nothing: HTML = ""

    /// The one function through which every value goes; what is invisible is shown as `\u{…}`.
    private static func escaped(_ text: some StringProtocol) -> String {
        var escaped = ""
        for character in Printable.escaped(text).unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    /// What a literal with interpolations is put together from.
    public struct Parts: StringInterpolationProtocol {
        fileprivate var source = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            source.reserveCapacity(literalCapacity + 32 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            source += literal.description
        }

        public mutating func appendInterpolation(_ text: some StringProtocol) {
            source += HTML.escaped(text)
        }

        public mutating func appendInterpolation(_ number: Int) { source += String(number) }

        public mutating func appendInterpolation(_ piece: HTML) { source += piece.source }

        public mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { source += piece.source }
        }
    }
}

extension HTML {
    /// A text whose commands and file names stand between backticks, with these set apart.
    static func withCommands(_ text: String) -> HTML {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        guard !pieces.count.isMultiple(of: 2) else { return HTML(text: text) }
        let marked = pieces.enumerated().map { index, piece -> HTML in
            index.isMultiple(of: 2) ? HTML(text: piece) : "<code>\(piece)</code>"
        }
        return "\(marked)"
    }
}

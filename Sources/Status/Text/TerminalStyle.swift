/// How a terminal shows emphasis.
///
/// Colour is a second cue: every line says the same without it.
public struct TerminalStyle: Sendable, Hashable {
    /// False for `--no-color`, `NO_COLOR`, files, and whatever is not a terminal.
    public var colour: Bool

    /// False for a terminal whose locale knows no UTF-8; files have it always.
    public var isUTF8: Bool

    public init(colour: Bool, isUTF8: Bool = true) {
        self.colour = colour
        self.isUTF8 = isUTF8
    }

    public static let plain = TerminalStyle(colour: false)

    /// What a piece of text is, for those who see colours.
    enum Emphasis: String {
        case strong = "1"
        case faint = "2"
        case failed = "31"
        case good = "32"
        case attention = "33"
    }

    /// A whole report as the terminal can show it, column for column.
    public func shown(_ report: String) -> String { isUTF8 ? report : PlainText.of(report) }

    /// The text, which must be free of control characters, in the colours of `emphasis`.
    func show(_ text: String, _ emphasis: Emphasis?) -> String {
        guard colour, let emphasis, !text.isEmpty else { return text }
        return "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m"
    }
}

extension Standing.Tone {
    var emphasis: TerminalStyle.Emphasis? {
        switch self {
        case .failed: .failed
        case .attention: .attention
        case .good: .good
        case .quiet: nil
        }
    }
}

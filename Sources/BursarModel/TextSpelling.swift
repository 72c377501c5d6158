/// How a text stands in its file: its characters one for one, or some of them escaped.
public struct TextSpelling: Hashable, Sendable {
    /// Characters that are written with two.
    public enum Escapes: Hashable, Sendable {
        case none
        /// `''` is one quote.
        case singleQuotes
        /// `\"` and `\\` are one character each.
        case backslashes
    }

    /// What stands before the first character: 1 for an opening quote.
    public var lead: Int
    public var escapes: Escapes

    public init(lead: Int, escapes: Escapes) {
        self.lead = lead
        self.escapes = escapes
    }

    /// How many characters of the file a text takes that is written so.
    public func columns(of text: some StringProtocol) -> Int {
        text.count
            + text.count { character in
                switch escapes {
                case .none: false
                case .singleQuotes: character == "'"
                case .backslashes: character == "\"" || character == "\\"
                }
            }
    }

    /// A text as it is written so.
    public func written(_ text: String) -> String {
        text.reduce(into: "") { written, character in
            if columns(of: String(character)) == 2 {
                written.append(escapes == .singleQuotes ? "'" : "\\")
            }
            written.append(character)
        }
    }
}

public import BursarModel
public import Declarations

/// A pattern of bytes that a whole text meets or not, decided in one pass over the text.
///
/// The dialect is small (docs/format-language.md): literals, classes such as `[09a-z]`, `.` for
/// any byte, groups with `|`, and `?`, `*`, `+`, `{n,m}`. There is no backtracking, so no pattern
/// and no text can make it slow.
public struct BytePattern: Sendable, Hashable {
    public let source: String
    let node: PatternNode
    private let automaton: PatternAutomaton

    public init(parsing source: String) throws(PatternError) {
        node = try PatternParser.parse(source)
        automaton = try PatternAutomaton(node)
        self.source = source
    }

    /// Reads a pattern out of a declaration; one that is none is a finding.
    public init?(_ source: Placed<String>, findings: Findings) {
        do {
            try self.init(parsing: source.value)
        } catch {
            let place =
                error.part.map { part in
                    let scalars = source.value.unicodeScalars
                    let start = scalars.index(scalars.startIndex, offsetBy: part.lowerBound)
                    let end = scalars.index(start, offsetBy: part.count)
                    return source.place(of: source.value[start..<end])
                } ?? source.place
            findings.error(error.message, at: place, hint: error.hint)
            return nil
        }
    }

    public func matches(_ text: Span<UInt8>) -> Bool { automaton.matches(text) }

    public static func == (one: BytePattern, other: BytePattern) -> Bool {
        one.source == other.source
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

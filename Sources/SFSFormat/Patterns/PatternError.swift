public import BursarModel

/// Why a text is no pattern.
public struct PatternError: Error, Hashable, Sendable {
    public let message: Message
    public let hint: Message?
    /// The characters of the pattern that are meant, from 0; nil: all of it.
    public internal(set) var part: Range<Int>?

    init(_ message: Message, hint: Message? = nil, at start: Int? = nil) {
        self.message = message
        self.hint = hint
        part = start.map { $0..<$0 + 1 }
    }
}

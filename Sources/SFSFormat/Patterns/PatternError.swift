public import BursarModel

/// Why a text is no pattern.
public struct PatternError: Error, Hashable, Sendable {
    public let message: Message
    public let hint: Message?

    init(_ message: Message, hint: Message? = nil) {
        self.message = message
        self.hint = hint
    }
}

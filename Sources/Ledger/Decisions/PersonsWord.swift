public import BursarModel

/// Who decided, and why.
public struct PersonsWord: Sendable, Equatable {
    public var person: String
    /// Nil where no reason is needed and none was given.
    public var reason: String?
    public var now: Timestamp

    public init(person: String, reason: String?, now: Timestamp) {
        self.person = person
        self.reason = reason
        self.now = now
    }
}

public import BursarModel

/// Why a decision is not carried out; nothing was changed.
public struct DecisionRefusal: Error, Sendable, Equatable {
    public enum Kind: Sendable {
        /// What was named is not there, or not in a state in which this can be decided.
        case notApplicable
        /// Something outside the hub stands against it: another hub, a file, PeopleSoft.
        case somebodyMustLook
    }

    public var kind: Kind
    public var message: Message
    public var remedy: Message

    public init(_ kind: Kind, _ message: Message, remedy: Message) {
        self.kind = kind
        self.message = message
        self.remedy = remedy
    }

    /// Of what does not apply.
    public init(_ message: Message, remedy: Message) {
        self.init(.notApplicable, message, remedy: remedy)
    }
}

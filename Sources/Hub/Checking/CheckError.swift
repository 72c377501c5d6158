public import BursarModel

/// Why nothing can be shown: what was asked for is not there.
public struct CheckError: Error, Equatable {
    public var message: Message
    public var remedy: Message

    init(_ message: Message, remedy: Message) {
        self.message = message
        self.remedy = remedy
    }
}

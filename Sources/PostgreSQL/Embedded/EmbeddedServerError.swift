internal import Posix

/// Why the embedded server cannot be used, and what to do about it.
public struct EmbeddedServerError: Error, Equatable, Sendable {
    public enum Kind: Sendable, CaseIterable {
        case noServerProgram
        case folderRefused
        /// PostgreSQL refuses root, and no other account can be used here.
        case noAccountToRunAs
        case notMade
        case notStarted
        case notAnswering
        case notStopped
        /// Another command starts or stops it, and does not come to an end.
        case busy
    }

    public var kind: Kind
    public var message: String
    public var remedy: String

    public init(_ kind: Kind, _ message: String, remedy: String) {
        self.kind = kind
        self.message = message
        self.remedy = remedy
    }

    /// What a step below has thrown, as an error of the step that failed by it.
    init(_ kind: Kind, causedBy error: any Error) {
        switch error {
        case let error as EmbeddedServerError: self = error
        case let error as PosixError:
            self.init(kind, "\(error)", remedy: "see to it that the database's folder can be used")
        default:
            self.init(kind, "\(error)", remedy: "see the database's log in its folder")
        }
    }
}

extension EmbeddedServerError: CustomStringConvertible {
    public var description: String { "\(message); \(remedy)" }
}

public import BursarModel

/// Why an export could not be read to its end: that export is held, the run goes on.
///
/// What was read of it before counts for nothing. The message never quotes the export, whose texts
/// are patrons' names and reading history.
public struct ExportReadError: Error, Equatable, Sendable {
    /// The reason the export is held for.
    public var reason: HoldReason
    /// The line it stopped at, from 1.
    public var line: Int64
    /// The column it stopped at, in bytes and from 1.
    public var column: Int64
    /// What is wrong there, for people.
    public var message: Message
    /// The export's number, where it was seen before that.
    public var exportNumber: String?

    public init(reason: HoldReason, line: Int64, column: Int64, message: Message) {
        self.reason = reason
        self.line = line
        self.column = column
        self.message = message
    }
}

extension ExportReadError {
    init(_ reason: HoldReason, _ message: Message, at place: TextPlace) {
        self.init(reason: reason, line: place.line, column: place.column, message: message)
    }
}

extension ExportReadError: CustomStringConvertible {
    public var description: String { "\(line):\(column): \(reason.rawValue): \(message.text)" }
}

public import BursarModel

/// Why a backup was not made, or not put back.
public enum BackupError: Error, Equatable {
    /// What was named cannot be used as it is; nothing was changed.
    case refused(Message, remedy: Message)
    /// Rows are missing: what was written, or put back, is not the whole of the books.
    case incomplete(Message, remedy: Message)

    public var message: Message {
        switch self {
        case .refused(let message, _), .incomplete(let message, _): message
        }
    }

    /// The next act.
    public var remedy: Message {
        switch self {
        case .refused(_, let remedy), .incomplete(_, let remedy): remedy
        }
    }
}

public import BursarModel

/// Why the hub cannot go on: for one campus, or at all.
public enum HubError: Error, Equatable {
    case badHome(Message)
    /// The recorded configuration of a campus cannot be used.
    case badConfiguration(Message, remedy: Message)
    /// An archived export is missing, or its bytes are not those that were booked.
    case archiveLost(Message)
    /// The database does not know of outputs that the home has published: it was restored.
    case databaseBehind(Message)
    /// A location or an outbox is marked as another hub's.
    case foreignOwner(Message, remedy: Message)
    /// What was written is not what was booked: an error of ours, never of the input.
    case outputDiffers(Message)
    /// A demonstration was asked to do something real.
    case demonstration(Message)

    /// The next act.
    public var remedy: Message {
        switch self {
        case .badConfiguration(_, let remedy), .foreignOwner(_, let remedy): remedy
        case .databaseBehind:
            "`bursarhub doctor` lists what differs; restore a newer backup of the database, or read docs/database.md, A database that is older than its home"
        case .badHome: "give another folder with --home, or put this one right"
        case .archiveLost: "restore the archive from a backup"
        case .outputDiffers: "nothing of it was published; report it"
        case .demonstration: "use a home that is no demonstration"
        }
    }

    public var message: Message {
        switch self {
        case .badHome(let message), .badConfiguration(let message, _), .archiveLost(let message),
            .databaseBehind(let message), .foreignOwner(let message, _),
            .outputDiffers(let message), .demonstration(let message):
            message
        }
    }
}

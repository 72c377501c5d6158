public import BursarModel
public import Posix

/// Why a location, an archive or an outbox could not be used: that campus stops, the run goes on.
public enum LocationError: Error, Hashable, Sendable {
    /// A system call failed on this machine.
    case file(PosixError)
    /// Something failed on an SFTP server, or on the way there.
    case transfer(SFTPError)
    /// The path is neither absolute nor one that leads down from the home.
    case badPath(String)
    /// Two outboxes below this folder name different groups, and a folder has one.
    case otherGroupOnTheWay(String)
}

extension LocationError: Reportable, CustomStringConvertible {
    public var reported: String {
        switch self {
        case .file(let error): error.description
        case .transfer(let error): error.reported
        case .badPath(let path):
            "`\(Printable.escaped(path))` is neither an absolute path nor one below the home folder"
        case .otherGroupOnTheWay(let path):
            "another group passes through \(Printable.escaped(path)) already, and a folder has one"
        }
    }

    public var description: String { reported }

    /// The next act.
    public var remedy: Message {
        switch self {
        case .transfer(let error): error.remedy
        case .file, .badPath, .otherGroupOnTheWay: "put it right; the next run goes on"
        }
    }
}

extension PosixError: Reportable {
    public var reported: String { description }
}

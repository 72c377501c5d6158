internal import BursarModel

/// Where Alma puts a profile's exports.
public enum LocationAddress: Hashable, Sendable {
    case folder(FolderPath)
    case sftp(ServerAccess)
}

extension LocationAddress: CustomStringConvertible {
    /// The folder or the address, without keys.
    public var description: String {
        switch self {
        case .folder(let path): path.text
        case .sftp(let access): access.address.description
        }
    }
}

internal import BursarModel

/// Where a campus's outputs are delivered.
public enum OutboxAddress: Hashable, Sendable {
    /// `group`: another account's group that collects the outputs from there.
    case folder(FolderPath, group: String?)
    case sftp(ServerAccess)
}

extension OutboxAddress: CustomStringConvertible {
    /// The folder or the address, without keys.
    public var description: String {
        switch self {
        case .folder(let path, _): path.text
        case .sftp(let access): access.address.description
        }
    }
}

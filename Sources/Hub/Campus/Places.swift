import BursarModel
import Ledger
import Locations
import Posix
import Registry

/// Opens what campus files name: locations and outboxes.
struct Places: Sendable {
    let home: Home
    /// Stands in every folder that this hub alone may use.
    let owner: OwnerMark

    /// Marks the home as this hub's, together with its database.
    ///
    /// - Throws: `HubError.badHome` where the home works with another database.
    init(home: Home, database: String) throws {
        self.home = home
        owner = OwnerMark(home: home.id, database: database)
        switch try owner.claim(home.folder) {
        case .ours, .marked, .notWritable: break
        case .foreign:
            throw HubError.badHome("this home keeps its books in another database")
        case .damaged:
            throw HubError.badHome("the home's mark `.bursarhub/owner` is damaged")
        }
    }

    func location(_ address: LocationAddress) throws -> any ExportLocation {
        switch address {
        case .folder(let path):
            return FolderLocation(
                try FolderPlace.open(path.text, home: home.folder), address: address.description)
        case .sftp(let access):
            return try SFTPLocation(try server(access), address: address.description)
        }
    }

    func outbox(_ address: OutboxAddress, of campus: CampusKey) throws -> any Outbox {
        switch address {
        case .folder(let path, let group):
            return try FolderOutbox(
                try FolderPlace.open(path.text, home: home.folder), address: address.description,
                campus: campus, home: home.folder, owner: owner,
                group: try group.map { try collector($0, of: path) })
        case .sftp(let access):
            return try SFTPOutbox(
                try server(access), address: address.description, campus: campus,
                home: home.folder)
        }
    }
}

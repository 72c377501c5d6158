import BursarModel
import Ledger
import Locations
import Posix
import Registry

/// Opens what campus files name: locations and outboxes.
struct Places {
    let home: Home
    let owner: OwnerMark

    func location(_ address: LocationAddress) throws -> any ExportLocation {
        switch address {
        case .folder(let path):
            FolderLocation(
                try FolderPlace.open(path.text, home: home.folder), address: address.description)
        case .sftp(let server):
            try sftpLocation(server)
        }
    }

    func outbox(_ address: OutboxAddress, of campus: CampusKey) throws -> any Outbox {
        switch address {
        case .folder(let path, let group):
            try FolderOutbox(
                try FolderPlace.open(path.text, home: home.folder), address: address.description,
                campus: campus, home: home.folder, owner: owner,
                group: try group.map { try OutboxGroup(named: $0) })
        case .sftp(let server):
            try sftpOutbox(server, of: campus)
        }
    }
}

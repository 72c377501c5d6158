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
        let location: any ExportLocation
        switch address {
        case .folder(let path):
            location = FolderLocation(
                try FolderPlace.open(path.text, home: home.folder),
                address: address.description
            )
        case .sftp(let access):
            location = SFTPLocation(
                try server(
                    access.address.description,
                    hostKey: access.hostKey,
                    key: access.key
                )
            )
        }
        try refuseForeign(location.claim(for: owner), address.description)
        return location
    }

    /// A folder that another hub works with, with another database, is not touched.
    private func refuseForeign(_ finding: OwnerMark.Finding, _ place: String) throws {
        switch finding {
        case .ours, .marked, .notWritable: return
        case .foreign, .damaged:
            throw HubError.badConfiguration(
                "\(Printable(place)) belongs to another hub",
                remedy: "let one hub work there, or remove `.bursarhub/owner` if the other is gone"
            )
        }
    }

    /// Opens an outbox under a claim: what is uploaded to a server carries its epoch.
    func outbox(_ address: OutboxAddress, under claim: Claim) throws -> any Outbox {
        switch address {
        case .folder(let path, let group):
            let outbox = try FolderOutbox(
                try FolderPlace.open(path.text, home: home.folder),
                address: address.description,
                campus: claim.campus,
                home: home.folder,
                owner: owner,
                group: try group.map { try collector($0, of: path) }
            )
            try refuseForeign(outbox.claim(for: owner), address.description)
            try refuseUnfit(outbox)
            return outbox
        case .sftp(let access):
            let outbox = SFTPOutbox(
                try server(
                    access.address.description,
                    hostKey: access.hostKey,
                    key: access.key
                ),
                staging: try StagingArea(of: claim.campus, home: home.folder),
                epoch: claim.epoch
            )
            try refuseForeign(outbox.claim(for: owner), address.description)
            return outbox
        }
    }

    private func refuseUnfit(_ outbox: FolderOutbox) throws {
        switch try outbox.probe() {
        case .fit: return
        case .cannotRenameOntoFreeName(let errno):
            throw HubError.badConfiguration(
                "the file system of \(Printable(outbox.address)) cannot rename without replacing: \(Printable(errno.words))",
                remedy: "put the outbox on another file system; there is no safe way around it"
            )
        case .foreignStaging:
            throw HubError.badConfiguration(
                "outputs of another hub wait behind \(Printable(outbox.address))",
                remedy: "let one hub deliver there"
            )
        }
    }

    /// The group of another account that collects from an outbox below the home.
    private func collector(_ name: String, of path: FolderPath) throws -> OutboxGroup {
        guard let group = OutboxGroup(name: name) else {
            throw HubError.badConfiguration(
                "the outbox's group \(Printable(name)) does not exist on this host",
                remedy: "make the group, or correct it in the campus file"
            )
        }
        if let way = RelativePath(path.text), !path.isAbsolute {
            try group.openWay(from: home.folder, to: way)
        }
        return group
    }

    private func server(
        _ url: String,
        hostKey: String?,
        key: FolderPath?
    ) throws -> SFTPAccess {
        guard !home.isDemo else {
            throw HubError.demonstration("a demonstration talks to no server")
        }
        guard let address = SFTPAddress(url), let hostKey = hostKey.flatMap({ HostKey($0) }),
            let key
        else {
            throw HubError.badConfiguration(
                "the server \(Printable(url)) lacks its key, or the hub's",
                remedy: "give `host_key` and `key` in the campus file"
            )
        }
        return try SFTPAccess(
            to: address,
            hostKey: hostKey,
            keyFile: key.isAbsolute ? key.text : "\(home.path)/\(key.text)",
            pins: try home.subfolder("keys")
        )
    }
}

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

    /// For a look that puts no mark anywhere.
    init(lookingFrom home: Home, owner: OwnerMark) {
        (self.home, self.owner) = (home, owner)
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
            location = SFTPLocation(try server(access))
        }
        try refuseForeign(location.claim(for: owner), address.description)
        return location
    }

    /// The hub's own folder in an outbox; nil where the outbox, or that folder, is not there.
    func hubFolder(inOutbox path: FolderPath) throws -> Folder? {
        let outbox: Folder
        do throws(LocationError) {
            outbox = try FolderPlace.open(path.text, home: home.folder)
        } catch {
            guard case .file(let cause) = error, cause.errno == .noEntry else { throw error }
            return nil
        }
        guard try outbox.status(of: OwnerMark.folderName) != nil else { return nil }
        return try outbox.folder(OwnerMark.folderName)
    }

    /// A folder that another hub works with, with another database, is not touched.
    private func refuseForeign(_ finding: OwnerMark.Finding, _ place: String) throws {
        switch finding {
        case .ours, .marked, .notWritable: return
        case .foreign, .damaged:
            throw HubError.foreignOwner(
                "\(Printable(place)) belongs to another hub",
                remedy: "let one hub work there, or remove `.bursarhub/owner` if the other is gone"
            )
        }
    }

    /// Looks whether outputs can be delivered to an outbox at all, before a campus is claimed.
    ///
    /// - Throws: `HubError.foreignOwner` where it is another hub's, `HubError.badConfiguration`
    ///   where it has no place for staged outputs, or a file system that replaces files.
    func examine(_ address: OutboxAddress, of campus: CampusKey) throws {
        switch address {
        case .folder(let path, let group):
            try refuseUnfit(folderOutbox(path, group, of: campus, address.description))
        case .sftp(let access):
            let outbox = SFTPOutbox(
                try server(access),
                staging: try StagingArea(of: campus, home: home.folder),
                epoch: 0
            )
            try refuseForeign(outbox.claim(for: owner), address.description)
        }
    }

    /// Opens an outbox under a claim: what is uploaded to a server carries its epoch.
    func outbox(_ address: OutboxAddress, under claim: Claim) throws -> any Outbox {
        switch address {
        case .folder(let path, let group):
            try folderOutbox(path, group, of: claim.campus, address.description)
        case .sftp(let access):
            SFTPOutbox(
                try server(access),
                staging: try StagingArea(of: claim.campus, home: home.folder),
                epoch: claim.epoch
            )
        }
    }

    private func folderOutbox(
        _ path: FolderPath,
        _ group: String?,
        of campus: CampusKey,
        _ address: String
    ) throws -> FolderOutbox {
        let folder = try FolderPlace.open(path.text, home: home.folder)
        do {
            // Whose it is comes first: nothing is made in a folder of another hub.
            try refuseForeign(owner.claim(folder), address)
            return try FolderOutbox(
                folder,
                address: address,
                campus: campus,
                home: home.folder,
                owner: owner,
                group: try group.map { try collector($0, of: path) }
            )
        } catch let error as PosixError {
            throw Places.noStaging(behind: address, error) ?? error
        } catch LocationError.file(let error) {
            throw Places.noStaging(behind: address, error) ?? LocationError.file(error)
        }
    }

    /// Nil for an error that may pass, such as a full disk.
    private static func noStaging(behind address: String, _ error: PosixError) -> HubError? {
        switch error.errno {
        case .permissionDenied, .notPermitted, .readOnly, .notAFolder, .exists, .link:
            .badConfiguration(
                "outputs for \(Printable(address)) cannot be staged: \(error)",
                remedy:
                    "let the hub make `.bursarhub` in the outbox, or put the outbox on the home's file system"
            )
        default: nil
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
            throw HubError.foreignOwner(
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

    func server(_ access: ServerAccess) throws -> SFTPAccess {
        let url = access.address.description
        guard !home.isDemo else {
            throw HubError.demonstration("a demonstration talks to no server")
        }
        guard let address = SFTPAddress(url), let hostKey = access.hostKey.flatMap({ HostKey($0) }),
            let key = access.key
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

internal import Glibc
internal import Posix

/// The folder in which the embedded server's socket lies.
///
/// Whoever reaches the socket may log in as anybody, so the folder is 0700 and its owner is
/// checked. A socket's path holds 107 bytes: where the server's own folder has too long a name, a
/// short one in `/tmp` serves, which is named after that folder's device and inode, so that every
/// command finds it again.
struct ServerSocket {
    static let port = "5432"

    let path: String
    /// It lies where others may make folders too.
    let isInPublicPlace: Bool

    init(of server: ServerFolder) throws {
        let own = server.path(of: .socket)
        isInPublicPlace = !Self.fits(own)
        guard isInPublicPlace else {
            path = own
            return
        }
        let status = try server.folder.status()
        let place = [status.device, status.inode].map { String($0, radix: 36) }
        path = "/tmp/bursarhub-\(geteuid())-" + place.joined(separator: "-")
    }

    /// libpq and the server take a comma for the end of a folder's name, and the server knows
    /// quotes.
    private static func fits(_ path: String) -> Bool {
        let name = "/.s.PGSQL." + port
        return path.utf8.count + name.utf8.count <= 107
            && !path.unicodeScalars.contains {
                ",\"\\".unicodeScalars.contains($0) || $0.value < 32
            }
    }

    /// Makes the folder, or makes sure that the one there is ours alone.
    func prepare(for account: ServerAccount) throws {
        if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
            throw PosixError(.mkdirat, Errno(rawValue: errno), path: path)
        }
        let folder = try Folder.open(path)  // follows no link
        let owner = account.owner
        if try folder.status().owner == geteuid(), owner.user != geteuid() {
            guard unsafe chown(path, owner.user, owner.group) == 0 else {
                throw PosixError(.fchown, Errno(rawValue: errno), path: path)
            }
        }
        guard try folder.status().owner == owner.user else {
            throw EmbeddedServerError(
                .folderRefused,
                "\(path) belongs to somebody else",
                remedy: "have it removed, or use a home with a shorter path"
            )
        }
        if try folder.status().mode != 0o700 { try folder.setMode(0o700) }
    }

    /// Removes the socket of a server of which nothing lives.
    ///
    /// Its lock names a process, and by now another program may have that number.
    func removeRemains() throws {
        let folder = try Folder.open(path)
        for suffix in ["", ".lock"] {
            guard let name = FileName(".s.PGSQL.\(Self.port)\(suffix)") else { continue }
            _ = try folder.removeFileIfPresent(name)
        }
    }
}

import BursarModel
import Digests
import Ledger
import Locations
import Posix
import Registry

/// A campus with what the ledger knows of its files.
struct CampusFiles: Sendable {
    let campus: ExaminedCampus
    let known: KnownFiles

    var key: CampusKey { campus.key }

    /// The outbox in force; nil where it is on a server.
    func outboxFolder(in home: Home) throws -> Folder? {
        guard case .folder(let path, _) = campus.configuration.campus.outbox else { return nil }
        do throws(LocationError) {
            return try FolderPlace.open(path.text, home: home.folder)
        } catch {
            return nil  // told by the look at places
        }
    }
}

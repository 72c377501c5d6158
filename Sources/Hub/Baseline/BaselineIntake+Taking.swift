import BursarModel
import Ledger
import Locations
import Posix
import Registry

/// Brings a file that a person named into the archive, as if it had lain in a location.
extension BaselineIntake {
    func kept(_ path: String) throws -> TakenExport {
        let name = try exportName(of: path)
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        let place = path.hasPrefix("/") && parent.isEmpty ? "/" : parent.isEmpty ? "." : parent
        let location = FolderLocation(try open(place), address: place)
        guard let arrival = try location.arrival(named: name) else {
            throw BaselineRefusal(
                message: "there is no such file, or it cannot be read",
                remedy: "check the path, and that the hub's account may read a regular file there"
            )
        }
        switch try location.take(
            arrival,
            into: archive.folder,
            epoch: claim.epoch,
            accepting: .any
        ) {
        case .taken(let file): return TakenExport(arrival, as: file, at: clock.now)
        case .changed, .gone, .open:
            throw BaselineRefusal(
                message: "the file changed while it was read",
                remedy: "wait until nobody writes to it, and run the command again"
            )
        case .unreadable(let errno):
            throw BaselineRefusal(
                reason: .unreadable,
                message: "\(Printable(errno.words))",
                remedy: HoldReason.unreadable.remedy
            )
        }
    }

    private func open(_ path: String) throws -> Folder {
        do throws(PosixError) {
            return try Folder.open(path)
        } catch {
            throw BaselineRefusal(
                message: "its folder cannot be opened: \(Printable(error.errno.words))",
                remedy: "check the path; the folder itself must be no link"
            )
        }
    }

    /// The name tells whose export it is, as in a location.
    private func exportName(of path: String) throws -> ExportName {
        let own = configuration.campus.exports.map(\.code)
        let named: Message =
            "the profile code of \(claim.campus) (\(Message.joined(own.map { "\($0)" }, separator: ", ")))"
        guard let last = path.split(separator: "/").last, let file = FileName(String(last)),
            let name = ExportName.parse(file, codes: codes + own)
        else {
            throw BaselineRefusal(
                message: "the file's name does not begin with \(named) and end as Alma's do",
                remedy: "give the export under the name that Alma gave it"
            )
        }
        guard configuration.hasProfile(name.code) else {
            throw BaselineRefusal(
                message:
                    "the file's name begins with \(name.code), which is of another campus, not with \(named)",
                remedy: "name the campus that the export is of"
            )
        }
        return name
    }

    /// What is not booked leaves nothing behind, unless the ledger knows the file already.
    func forget(_ file: TakenExport) throws {
        guard try !ledger.knowsArchived(file.archivedAs, at: claim.campus),
            !draft.read.contains(where: { $0.file.archivedAs == file.archivedAs })
        else { return }
        _ = try archive.folder.removeFileIfPresent(FileName(named: file.archivedAs))
    }
}

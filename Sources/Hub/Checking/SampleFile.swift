import BursarModel
import Ledger
import Locations
import Posix
import Registry

/// The export that is checked, copied to where nobody can change it any more.
struct SampleFile {
    static let copyName = "sample.xml"

    let taken: TakenExport
    /// Whose format the export has.
    let profile: ExportProfile
    /// Whether a run would know by its name whose it is.
    let isNamedAsExport: Bool

    init(_ request: CheckRequest, of campus: Campus, into folder: Folder) throws {
        let parts = request.sample.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, let name = FileName(String(last)) else {
            throw CheckError(
                "`\(Printable(request.sample))` is no path of a file",
                remedy: "give the export's file with --sample"
            )
        }
        let parent = (parts.dropLast() + ["."]).joined(separator: "/")
        let read = ExportName.parse(name, codes: campus.exports.map(\.code))
        isNamedAsExport = read != nil
        profile = try SampleFile.profile(request.profile, read?.code, of: campus)
        let file = try SampleFile.open(name, in: parent, path: request.sample)
        let status = try file.status()
        guard status.kind == .file else {
            throw CheckError(
                "`\(Printable(request.sample))` is a \(Printable(status.kind.rawValue)), not a file",
                remedy: "give the export's file with --sample"
            )
        }
        let digest = try file.keep(in: folder, as: FileName(named: SampleFile.copyName), epoch: 0)
        let modified = Timestamp(microseconds: status.modified.microseconds)
        taken = TakenExport(
            name: name.shown,
            sha256: digest,
            bytes: status.size,
            code: profile.code,
            jobID: read?.jobID,
            archivedAs: SampleFile.copyName,
            receivedAt: modified,
            takenAt: modified,
            exportDate: request.clock(read?.written ?? modified)?.date
        )
    }

    private static func open(
        _ name: FileName,
        in parent: String,
        path: String
    ) throws -> FileDescriptor {
        do throws(PosixError) {
            return try Folder.open(parent).openFile(name)
        } catch {
            throw CheckError(
                "the export `\(Printable(path))` cannot be opened: \(Printable(error.errno.words))",
                remedy: "give the export's own file with --sample"
            )
        }
    }

    /// The profile that a person named, else the one that the name begins with, else the only one.
    private static func profile(
        _ given: String?,
        _ named: ProfileCode?,
        of campus: Campus
    ) throws -> ExportProfile {
        let codes = Message.joined(campus.exports.map { "\($0.code)" }, separator: ", ")
        if let given {
            if let profile = campus.exports.first(where: { $0.code.text == given }) {
                return profile
            }
            throw CheckError(
                "\(campus.key) has no profile `\(Printable(given))`",
                remedy: "its profiles are \(codes)"
            )
        }
        if let profile = campus.exports.first(where: { $0.code == named }) { return profile }
        guard let only = campus.exports.first, Set(campus.exports.map(\.format)).count == 1 else {
            throw CheckError(
                "the file's name begins with no code of \(campus.key), so its format is not known",
                remedy: campus.exports.isEmpty
                    ? "give the campus file a profile under `exports`"
                    : "say with --profile which of \(codes) is meant"
            )
        }
        return only
    }
}

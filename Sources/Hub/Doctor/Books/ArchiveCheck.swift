import BursarModel
import Digests
import Ledger
import Locations
import Posix

/// The archive and the ledger, file by file: by name, for the digest stands in it; `verify` reads
/// the bytes.
struct ArchiveCheck: Examination {
    static let name = "archive"
    static let area = DoctorReport.Area.books

    private static let mostShown = 10

    let files: [CampusFiles]
    let home: Home

    func examine(_ findings: inout Findings) throws {
        var isFine = true
        for file in files {
            let archived = try archived(at: file.key)
            let exports = file.known.exports.filter { archived[$0.sha256] == nil }
            if let first = exports.first {
                isFine = false
                findings.problem(
                    "\(exports.count) exports are not in the archive, such as \(Printable(first.fileName))",
                    remedy:
                        "restore the archive from a backup: nothing can be rendered or proved again without them",
                    at: file.key
                )
            }
            let outputs = file.known.outputs.filter { archived[$0.sha256] == nil }
            if let first = outputs.first {
                isFine = false
                findings.problem(
                    "\(outputs.count) outputs are not in the archive, such as \(file.key)-\(first.output)",
                    remedy: "restore the archive from a backup",
                    at: file.key
                )
            }
            let known = Set(file.known.exports.map(\.sha256) + file.known.outputs.map(\.sha256))
            let unknown = archived.filter { !known.contains($0.key) }.map(\.value).sorted()
            if !unknown.isEmpty { isFine = false }
            for name in unknown.prefix(ArchiveCheck.mostShown) {
                findings.problem(
                    "the database does not know \(Printable(name))",
                    remedy:
                        "if it is an export, put it into its location again under its own name, or book it by `bursarhub baseline` if its fees were sent; an output was sent",
                    at: file.key
                )
            }
            if unknown.count > ArchiveCheck.mostShown {
                findings.problem(
                    "the database does not know \(unknown.count - ArchiveCheck.mostShown) more archived files",
                    remedy: "as above; `ls` the archive",
                    at: file.key
                )
            }
        }
        if isFine { findings.fine("archive and database name the same files") }
    }

    /// Names by their digests; what is still being copied has another kind of name.
    private func archived(at campus: CampusKey) throws -> [[UInt8]: String] {
        guard try home.folder.status(of: FileName(named: "archive")) != nil else { return [:] }
        let archive = try home.folder.folder(FileName(named: "archive"))
        guard try archive.status(of: FileName(named: campus.text)) != nil else { return [:] }
        var names: [[UInt8]: String] = [:]
        for name in try archive.folder(FileName(named: campus.text)).list(limit: 1_000_000).names {
            guard EpochName(name) == nil, let sha256 = ArchiveName.sha256(of: name) else {
                continue
            }
            names[sha256.bytes] = name.shown
        }
        return names
    }
}

import BursarModel
import Digests
import Ledger
import Locations
import Posix
import Registry

/// Staged files and the rows that count on them.
struct StagingCheck: Examination {
    static let name = "staging"
    static let area = DoctorReport.Area.books

    let files: [CampusFiles]
    let home: Home
    let marks: [CampusKey: Int]

    func examine(_ findings: inout Findings) throws {
        var isFine = true
        for file in files {
            let unfinished = file.known.outputs.filter {
                [.staged, .waiting, .inDoubt].contains($0.state) && $0.homeID == home.id
                    && !($0.outbox.hasPrefix("sftp://") && $0.state == .inDoubt)
            }
            let there = try stagedNames(of: file)
            for output in unfinished where !there.contains(output.stagedName) {
                isFine = false
                let wasBegun = output.output <= (marks[file.key] ?? 0)
                findings.warn(
                    wasBegun
                        ? "the staged file of \(file.key)-\(output.output) is gone: it was published, and the next run records it"
                        : "the staged file of \(file.key)-\(output.output) is gone before its delivery began",
                    remedy: wasBegun
                        ? "`bursarhub run`"
                        : "look into PeopleSoft; the output is in doubt from the next run on, until a person decides",
                    at: file.key
                )
            }
            let wanted = Set(unfinished.map(\.stagedName))
            let stray = there.subtracting(wanted)
            if !stray.isEmpty {
                isFine = false
                findings.warn(
                    "\(stray.count) staged \(stray.count == 1 ? "file belongs" as Message : "files belong") to no output that is under way",
                    remedy: "leave them: the next run of the campus removes what is left over",
                    at: file.key
                )
            }
        }
        if isFine { findings.fine("every staged file has its output, and every output its file") }
    }

    /// In the home, or in the outbox where that is on another file system.
    private func stagedNames(of file: CampusFiles) throws -> Set<String> {
        var names: Set<String> = []
        var folders = [home.folder]
        if let outbox = try file.outboxFolder(in: home),
            try outbox.status(of: OwnerMark.folderName) != nil
        {
            folders.append(try outbox.folder(OwnerMark.folderName))
        }
        for folder in folders {
            var staging = folder
            var isThere = true
            for part in [FileName(named: "staging"), FileName(named: file.key.text)] {
                guard isThere, try staging.status(of: part)?.kind == .folder else {
                    isThere = false
                    continue
                }
                staging = try staging.folder(part)
            }
            guard isThere else { continue }
            for name in try staging.list(limit: 100_000).names
            where try staging.status(of: name)?.kind == .file {
                names.insert(name.shown)
            }
        }
        return names
    }
}

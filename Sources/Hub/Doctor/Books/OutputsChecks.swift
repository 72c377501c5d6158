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

/// Outputs that nobody has been seen to collect: is the file load running?
struct CollectionCheck: Examination {
    static let name = "collection"
    static let area = DoctorReport.Area.books

    /// Longer than a long weekend.
    private static let patience: Int64 = 4 * 86_400

    let files: [CampusFiles]
    let now: Timestamp

    func examine(_ findings: inout Findings) throws {
        var isFine = true
        for file in files {
            let old = file.known.outputs.filter { output in
                output.state == .published && output.collectedAt == nil
                    && !output.outbox.hasPrefix("sftp://")
                    && output.publishedAt.map {
                        $0.adding(seconds: CollectionCheck.patience) < now
                    } ?? false
            }
            guard let first = old.first else { continue }
            isFine = false
            findings.warn(
                "\(old.count) outputs were delivered more than four days ago and never seen collected, from \(file.key)-\(first.output) on",
                remedy:
                    "see whether the file load takes them (`bursarhub outputs \(file.key)`); a run notes it when they are gone",
                at: file.key
            )
        }
        if isFine { findings.fine("what was delivered is collected, or young") }
    }
}

/// Files in an outbox whose bytes were delivered before: they would be loaded twice.
struct ReturnedOutputsCheck: Examination {
    static let name = "returned-outputs"
    static let area = DoctorReport.Area.books

    private static let mostFiles = 10_000

    let files: [CampusFiles]
    let home: Home

    func examine(_ findings: inout Findings) throws {
        var isFine = true
        for file in files {
            guard let folder = try file.outboxFolder(in: home) else { continue }
            for (name, output) in try returned(to: folder, file.known) {
                isFine = false
                findings.problem(
                    "\(Printable(name.shown)) in the outbox is output \(file.key)-\(output.output), which was collected or taken back before",
                    remedy:
                        "remove it before the file load takes it; outputs are never put back by hand",
                    at: file.key
                )
            }
        }
        if isFine { findings.fine("no outbox holds an output that had left it") }
    }

    private func returned(
        to folder: Folder,
        _ known: KnownFiles
    ) throws -> [(FileName, KnownFiles.Output)] {
        var here: [(FileName, KnownFiles.Output)] = []
        for name in try folder.list(limit: Self.mostFiles).names.sorted() {
            guard let status = try folder.status(of: name), status.kind == .file else { continue }
            let sha256 = try folder.openFile(name).sha256().bytes
            let same = known.outputs.filter { $0.sha256 == sha256 }
            // Two outputs may have the same bytes: one that lies there rightly excuses the file.
            let isRightful = same.contains { output in
                output.name == name.text && output.collectedAt == nil
                    && output.state != .void && output.state != .planned
            }
            if let output = same.last, !isRightful { here.append((name, output)) }
        }
        return here
    }
}

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

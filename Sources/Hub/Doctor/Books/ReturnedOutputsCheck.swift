import BursarModel
import Digests
import Ledger
import Locations
import Posix
import Registry

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

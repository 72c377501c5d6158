import BursarModel
import Digests
import Ledger
import Locations
import Posix
import SFSFormat

/// An output rendered again, against its row, its archived file and what lies in the outbox.
extension CampusVerification {
    func verify(_ output: PlannedOutput, records: Int64, isCollected: Bool) throws {
        told.outputs += 1
        if output.isForServer { told.outputsForServers += 1 }
        addSent(output)
        let subject = "\(campus)-\(output.output)"
        guard let name = FileName(output.name),
            let sha256 = output.sha256.flatMap({ SHA256Digest(bytes: $0) })
        else {
            return found(.outputDiffers, subject, "the ledger has no name or no SHA-256 for it")
        }
        let archived = try archivedOutput(name, sha256, subject)
        if !isCollected { try verifyOutbox(output, name, sha256, subject) }
        guard let configuration = try configuration(of: output.revision) else { return }
        let renderer = OutputRenderer(
            ledger: ledger,
            archive: archive,
            staging: workshop,
            campus: campus,
            epoch: 0
        )
        do {
            let draft = try renderer.render(output, with: configuration)
            let written = try draft.finish(context: draft.finalContext(of: output))
            compare(written, with: output, records: records, sha256, subject)
            if written.sha256 != sha256 {
                try foundDifference(draft.name, archived, subject)
            }
            let misplaced = try ledger.misplacedFees(
                draft.placements.map { placements in { try placements.forEach($0) } },
                of: output.output,
                at: campus
            )
            if misplaced > 0 {
                found(
                    .outputDiffers,
                    subject,
                    "\(misplaced) of its fees stand in another record than the ledger says"
                )
            }
            try draft.discard()
        } catch HubError.outputDiffers(let message) {
            found(.outputDiffers, subject, message)
            try emptyWorkshop()
        } catch HubError.badConfiguration(let message, _) {
            found(.outputDiffers, subject, message)
            try emptyWorkshop()
        } catch HubError.archiveLost(let message) {
            // The export was named with its own finding; without it nothing is rendered.
            found(.outputUnproved, subject, "it cannot be rendered again: \(message)")
            try emptyWorkshop()
        }
    }

    /// One of purged fees: what it came to stands in its row, and nothing renders it again.
    func passPurged(_ output: PlannedOutput) { addSent(output) }

    private func addSent(_ output: PlannedOutput) {
        do throws(HoldReason) {
            try told.sent.add(output.lines)
        } catch {
            found(.booksDiffer, campus.text, "the sum of all outputs does not fit")
        }
    }

    private func emptyWorkshop() throws {
        for name in try workshop.list(limit: 10_000).names {
            _ = try workshop.removeFileIfPresent(name)
        }
    }

    private func compare(
        _ written: WrittenFile,
        with output: PlannedOutput,
        records: Int64,
        _ sha256: SHA256Digest,
        _ subject: String
    ) {
        if written.bytes != output.bytes {
            found(.outputDiffers, subject, "rendered again it has \(written.bytes) bytes")
        }
        if written.totals.records != records {
            found(
                .outputDiffers,
                subject,
                "rendered again it has \(written.totals.records) records; the ledger has \(records)"
            )
        }
        if written.totals.reportableIDHash != output.idHash {
            found(.outputDiffers, subject, "rendered again it has another hash of its ids")
        }
    }

    /// Says which line is the first that differs, and nothing of what stands there.
    private func foundDifference(
        _ rendered: FileName,
        _ archived: FileName?,
        _ subject: String
    ) throws {
        guard let archived,
            let line = try firstDifference(
                workshop.openFile(rendered),
                archive.folder.openFile(archived)
            )
        else { return found(.outputDiffers, subject, "rendered again it has another SHA-256") }
        found(
            .outputDiffers,
            subject,
            "rendered again it differs from the archived output, first in line \(line)"
        )
    }

    private func firstDifference(
        _ one: borrowing FileDescriptor,
        _ other: borrowing FileDescriptor
    ) throws -> Int64? {
        var line: Int64 = 1
        var offset: Int64 = 0
        while true {
            let left = try one.bytes(at: offset, count: 64 * 1024)
            let right = try other.bytes(at: offset, count: 64 * 1024)
            for (mine, theirs) in zip(left, right) {
                if mine != theirs { return line }
                if mine == UInt8(ascii: "\n") { line += 1 }
            }
            if left.count != right.count { return line }
            if left.isEmpty { return nil }
            offset += Int64(left.count)
        }
    }

    // MARK: Its files

    /// The output's file in the archive; nil, and told, where it is missing or was changed.
    private func archivedOutput(
        _ name: FileName,
        _ sha256: SHA256Digest,
        _ subject: String
    ) throws -> FileName? {
        guard let archived = try archivedName(name, sha256) else {
            found(.outputMissing, subject, "its file in the archive is missing")
            return nil
        }
        guard try archive.folder.openFile(archived).sha256() == sha256 else {
            found(
                .outputChanged,
                subject,
                "the archived output \(Printable(archived.shown)) has another SHA-256"
            )
            return nil
        }
        return archived
    }

    /// It was archived under the name that it had then; its digest is what it is known by.
    private func archivedName(_ name: FileName, _ sha256: SHA256Digest) throws -> FileName? {
        let usual = ArchiveName.of(name, sha256: sha256)
        if try archive.folder.status(of: usual) != nil { return usual }
        return try archive.folder.list(limit: 10_000_000).names.first {
            ArchiveName.sha256(of: $0) == sha256
        }
    }

    /// What still lies in a folder outbox is what was delivered there; a server is not asked.
    private func verifyOutbox(
        _ output: PlannedOutput,
        _ name: FileName,
        _ sha256: SHA256Digest,
        _ subject: String
    ) throws {
        guard output.state == .published, !output.isForServer,
            let folder = try outbox(output.outbox)
        else { return }
        do throws(PosixError) {
            guard try folder.openFile(name).sha256() != sha256 else { return }
        } catch {
            if error.errno == .noEntry { return }
            throw error
        }
        found(
            .outboxChanged,
            subject,
            "\(Printable(name.shown)) in \(Printable(output.outbox)) has another SHA-256 than was delivered"
        )
    }

    /// Nil where it is gone: nothing is made, for nothing is to be delivered.
    private func outbox(_ path: String) throws -> Folder? {
        do throws(PosixError) {
            if path.hasPrefix("/") { return try Folder.open(path) }
            guard let way = RelativePath(path) else { return nil }
            return try home.folder.folder(at: way)
        } catch {
            guard error.errno == .noEntry else { throw error }
            return nil
        }
    }
}

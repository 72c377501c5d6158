import BursarModel
import Digests
import Failpoints
import Ledger
import Locations
import Posix
import SFSFormat

/// Makes the files of planned outputs and fixes their bytes.
///
/// A file is rendered, synced, read back, copied into the archive and renamed into staging; then
/// the ledger knows it by its digest (T2), and it is never made anew.
struct OutputStaging {
    let configuration: CampusConfiguration
    let claim: Claim
    let ledger: Ledger
    let archive: ExportArchive
    let area: StagingArea
    let clock: HubClock

    /// The outputs of a settlement with their files: as they were rendered while reading, or
    /// rendered again where lines fell out.
    func rendered(
        _ settlement: Settlement,
        _ drafts: Drafts
    ) throws -> [(output: PlannedOutput, draft: DraftFile)] {
        var rendered: [(output: PlannedOutput, draft: DraftFile)] = []
        for (draft, planned) in zip(drafts.files, settlement.outputs) {
            guard let output = planned, let draft else { continue }
            let stands = output.isAsRendered && draft.stands(with: output.numbers)
            rendered.append((output, stands ? draft : try renderedAgain(output)))
        }
        return rendered
    }

    /// An output rendered from the archive, with the revision it was planned with.
    func renderedAgain(_ output: PlannedOutput) throws -> DraftFile {
        let renderer = OutputRenderer(
            ledger: ledger,
            archive: archive,
            staging: area.temporary,
            campus: claim.campus,
            epoch: claim.epoch
        )
        return try renderer.render(
            output,
            with: configuration.inRevision(of: output, from: ledger)
        )
    }

    /// Fixes the bytes of outputs, all together (T2).
    func stage(
        _ outputs: [(output: PlannedOutput, draft: DraftFile)]
    ) throws -> [PlannedOutput] {
        var staged: [PlannedOutput] = []
        var bytes: [(output: Int, bytes: StagedBytes)] = []
        var arranged: [(output: Int, placements: FeePlacements)] = []
        for (output, draft) in outputs {
            try EndRequest.check()
            let fixed = try stage(output, draft)
            bytes.append((output.output, fixed))
            staged.append(output.staged(fixed))
            if let placements = draft.placements {
                arranged.append((output.output, { try placements.forEach($0) }))
            }
        }
        try area.temporary.synchronize()
        try area.staged.synchronize()
        try Failpoint.reached("stage.after_folder_fsync")
        #if DEBUG
            try PublicationOrder.showUnrecorded(staged, of: self)
        #endif
        try ledger.markStaged(bytes, arranged: arranged, under: claim, at: clock.now)
        return staged
    }

    private func stage(_ output: PlannedOutput, _ draft: DraftFile) throws -> StagedBytes {
        let written = try draft.finish(context: draft.finalContext(of: output))
        let name = try EpochName.staged(output, under: claim)
        try keep(draft, written, of: output)
        try area.temporary.rename(draft.name, to: area.staged, as: name)
        try Failpoint.reached("stage.after_rename")
        return StagedBytes(
            stagedName: name.shown,
            sha256: written.sha256.bytes,
            bytes: written.bytes,
            records: written.totals.records,
            idHash: written.totals.reportableIDHash
        )
    }

    /// Copies an output into the archive, read-only, before anybody else can see it.
    private func keep(_ draft: DraftFile, _ written: WrittenFile, of output: PlannedOutput) throws {
        try Failpoint.reached("archive.before")
        let kept = try area.temporary.openFile(draft.name).keep(
            in: archive.folder,
            as: ArchiveName.of(try output.fileName, sha256: written.sha256),
            epoch: claim.epoch
        )
        guard kept == written.sha256 else {
            throw HubError.outputDiffers("the disk gave back other bytes than were written")
        }
    }
}

extension PlannedOutput {
    var fileName: FileName {
        get throws {
            guard let name = FileName(name) else {
                throw HubError.outputDiffers("an output's name is no name of a file")
            }
            return name
        }
    }

    /// This output with its bytes fixed.
    fileprivate func staged(_ bytes: StagedBytes) -> PlannedOutput {
        var output = self
        output.state = .staged
        output.stagedName = bytes.stagedName
        output.sha256 = bytes.sha256
        output.bytes = bytes.bytes
        output.idHash = bytes.idHash
        return output
    }
}

extension EpochName {
    static func staged(_ output: PlannedOutput, under claim: Claim) throws -> FileName {
        // The number keeps two outputs apart whose names are equal, of which one waits.
        guard let base = FileName("\(output.output).\(output.name)"),
            let name = EpochName(base, epoch: claim.epoch)
        else { throw HubError.outputDiffers("an output's name is too long to be staged") }
        return name.fileName
    }
}

import BursarModel
import Digests
import Failpoints
import Ledger
import Locations
import Posix
import SFSFormat

/// Brings planned outputs to the outbox: stage, publish, and take up what was interrupted.
///
/// The order was tested against every crash: what is recorded first can be cleared, what is shown
/// first cannot. No test for a file's existence decides anything here; the rename's answer does.
struct Publication {
    let configuration: CampusConfiguration
    let claim: Claim
    let ledger: Ledger
    let archive: ExportArchive
    let outbox: any Outbox
    let home: Home
    let clock: HubClock

    // MARK: Stage

    /// Fixes the bytes of planned outputs: rendered, synced, read back, archived, renamed into
    /// staging, and then known to the ledger by their digest (T2).
    func stage(
        _ outputs: [(output: PlannedOutput, draft: DraftFile)]
    ) throws -> [PlannedOutput] {
        var staged: [PlannedOutput] = []
        var bytes: [(output: Int, bytes: StagedBytes)] = []
        for (output, draft) in outputs {
            let written = try draft.finish(context: draft.finalContext(of: output))
            let name = try EpochName.staged(output, under: claim)
            try keep(draft, written, of: output)
            try outbox.staging.temporary.rename(draft.name, to: outbox.staging.staged, as: name)
            try Failpoint.reached("stage.after_rename")
            var fixed = output
            fixed.stagedName = name.shown
            fixed.sha256 = written.sha256.bytes
            fixed.bytes = written.bytes
            fixed.idHash = written.totals.idHash.text
            fixed.state = .staged
            staged.append(fixed)
            bytes.append(
                (
                    output.output,
                    StagedBytes(
                        stagedName: name.shown, sha256: written.sha256.bytes, bytes: written.bytes,
                        idHash: written.totals.idHash.text)
                ))
        }
        try outbox.staging.temporary.synchronize()
        try outbox.staging.staged.synchronize()
        try Failpoint.reached("stage.after_folder_fsync")
        try ledger.markStaged(bytes, under: claim, at: clock.now)
        return staged
    }

    /// Copies an output into the archive, read-only, before anybody else can see it.
    private func keep(_ draft: DraftFile, _ written: WrittenFile, of output: PlannedOutput) throws {
        try Failpoint.reached("archive.before")
        let source = try outbox.staging.temporary.openFile(draft.name)
        let kept = try source.keep(
            in: archive.folder, as: ArchiveName.of(try output.fileName, sha256: written.sha256),
            epoch: claim.epoch)
        guard kept == written.sha256 else {
            throw HubError.outputDiffers("the disk gave back other bytes than were written")
        }
    }

    // MARK: Publish

    /// Renames staged outputs into the outbox, never over another file, and records it (T3).
    ///
    /// - Returns: what could not be published; nil where all was.
    func publish(_ outputs: [PlannedOutput]) throws -> Trouble? {
        var published: [Int] = []
        var trouble: Trouble?
        for output in outputs {
            // Nobody knows what an earlier attempt did: a person decides, and nothing follows it.
            if output.state == .inDoubt, outbox.canLoseAnswers { break }
            let staged = try stagedOutput(output)
            try outbox.prepare(staged)
            if outbox.canLoseAnswers {
                try ledger.mark(output.output, .inDoubt, note: "being delivered", under: claim)
            }
            try Failpoint.reached("publish.before_rename")
            let verdict = outbox.publish(staged)
            try Failpoint.reached("publish.after_rename")
            guard let mishap = Mishap(verdict, of: output) else {
                published.append(output.output)
                continue
            }
            try ledger.mark(output.output, mishap.state, note: mishap.note, under: claim)
            trouble = trouble ?? mishap.trouble
            if mishap.state == .inDoubt { break }
        }
        try Failpoint.reached("publish.after_folder_fsync")
        try ledger.markPublished(
            published, recovered: outputs.contains(where: \.isRecovered), under: claim,
            at: clock.now)
        return trouble
    }

    private func stagedOutput(_ output: PlannedOutput) throws -> StagedOutput {
        guard let staged = output.stagedName.flatMap({ FileName($0) }) else {
            throw HubError.outputDiffers("output \(claim.campus)-\(output.output) has no staged name")
        }
        return StagedOutput(
            stagedName: staged, name: try output.fileName, size: output.bytes ?? 0,
            home: output.homeID)
    }

    /// The outputs of a settlement with their files: as they were rendered while reading, or
    /// rendered again where lines fell out.
    func rendered(
        _ settlement: Settlement, _ drafts: Drafts
    ) throws -> [(output: PlannedOutput, draft: DraftFile)] {
        var rendered: [(output: PlannedOutput, draft: DraftFile)] = []
        for (draft, planned) in zip(drafts.files, settlement.outputs) {
            guard let output = planned else { continue }
            let stands =
                output.isAsRendered
                && (!draft.compiled.usesRunSequence
                    || draft.context.runSequence == output.runSequence)
            rendered.append(
                (output, stands ? draft : try renderer.render(output, with: configuration)))
        }
        return rendered
    }

    private var renderer: OutputRenderer {
        OutputRenderer(
            ledger: ledger, archive: archive, staging: outbox.staging.temporary, claim: claim)
    }

    // MARK: Recover

    /// Finishes what interrupted runs had planned or staged, before anything new is begun.
    ///
    /// - Returns: what could not be finished; nil where all is.
    func recover() throws -> Trouble? {
        let unfinished = try ledger.unfinishedOutputs(of: claim.campus)
        try sweep(keeping: unfinished)
        guard !unfinished.isEmpty else { return nil }
        let foreign = unfinished.filter { $0.homeID != home.id }
        guard foreign.isEmpty else {
            return Trouble(
                .attention, "\(foreign.count) outputs were planned by another home",
                remedy: "run the hub on the host that has that home")
        }
        let planned = try unfinished.filter { $0.state == .planned }.map { output in
            (output: output, draft: try renderer.render(output, with: configuration(of: output)))
        }
        let staged = unfinished.filter { $0.state != .planned } + (try stage(planned))
        try staged.forEach(verifyStaged)
        return try publish(staged.sorted { $0.output < $1.output })
    }

    /// An output keeps the revision it was planned with.
    private func configuration(of output: PlannedOutput) throws -> CampusConfiguration {
        output.revision == configuration.revision
            ? configuration
            : try CampusConfiguration(of: claim.campus, revision: output.revision, from: ledger)
    }

    /// Staged bytes that are there must be those that T2 recorded.
    private func verifyStaged(_ output: PlannedOutput) throws {
        guard let name = output.stagedName.flatMap({ FileName($0) }) else { return }
        let found: SHA256Digest
        do throws(PosixError) {
            found = try outbox.staging.staged.openFile(name).sha256()
        } catch {
            // Published by a run that could not record it any more: the rename will tell.
            guard error.errno == .noEntry else { throw error }
            return
        }
        guard found.bytes == output.sha256 else {
            throw HubError.outputDiffers(
                "the staged file of output \(claim.campus)-\(output.output) was changed")
        }
    }

    /// Removes what killed runs left in the making.
    private func sweep(keeping outputs: [PlannedOutput]) throws {
        let kept = Set(outputs.compactMap { $0.stagedName.flatMap { FileName($0) } })
        _ = try outbox.staging.temporary.sweep(olderThan: claim.epoch)
        _ = try outbox.staging.staged.sweep(olderThan: claim.epoch, keeping: kept)
        _ = try archive.folder.sweep(olderThan: claim.epoch)
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

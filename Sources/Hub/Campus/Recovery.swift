import BursarModel
import Digests
import Ledger
import Locations
import Posix

/// Takes up what interrupted runs had planned or staged, before anything new is begun.
///
/// A planned output is rendered and staged anew, a staged one published; which of the two it is,
/// the ledger knows.
struct Recovery {
    let staging: OutputStaging
    let publication: Publication
    /// Nil for an outbox that nothing is taken back from.
    let recall: Recall?

    private var claim: Claim { publication.claim }

    /// - Returns: what could not be finished; nil where all is.
    func recover() throws -> Trouble? {
        var unfinished = try publication.ledger.unfinishedOutputs(of: claim.campus)
        try sweep(keeping: unfinished)
        let recalling = try publication.ledger.outputsBeingRecalled(at: claim.campus)
        var stuck: Trouble?
        if !recalling.isEmpty || unfinished.contains(where: { $0.decision != nil }) {
            stuck = try finish(recalling) ?? finishDecisions()
            unfinished = try publication.ledger.unfinishedOutputs(of: claim.campus)
                .filter { $0.decision == nil }
        }
        let ours = unfinished.filter { $0.homeID == publication.home.id }
        let staged = ours.filter { $0.state != .planned }
        try staged.forEach(verifyStaged)
        let unrendered = ours.filter { $0.state == .planned }
        if !unrendered.isEmpty {
            let room = DiskRoom(staging: staging.area.temporary, archive: staging.archive.folder)
            try room.require(forBytes: unrendered.reduce(0) { $0 + $1.lines.count * 512 })
        }
        let planned = try unrendered.map { output in
            (output: output, draft: try staging.renderedAgain(output))
        }
        let all = (staged + (try staging.stage(planned))).sorted { $0.output < $1.output }
        let trouble = try publication.publish(all) ?? stuck
        guard ours.count == unfinished.count else {
            return trouble
                ?? Trouble(
                    .attention,
                    "\(unfinished.count - ours.count) outputs were planned by another home",
                    remedy: "run the hub on the host that has that home"
                )
        }
        return trouble
    }

    /// What a killed run was taking back is taken back, or was collected; or a killed command.
    private func finish(_ outputs: [PlannedOutput]) throws -> Trouble? {
        let ours = outputs.filter(isOfThisOutbox)
        for output in ours {
            if let decision = output.decision {
                try decided?.finish(output, decision)
            } else {
                _ = try recall?.finish(output)
            }
        }
        guard ours.count == outputs.count else {
            return Trouble(
                .attention,
                "\(outputs.count - ours.count) outputs were being taken back from another outbox",
                remedy: "put that outbox back into the campus file, `bursarhub onboard` it and run"
            )
        }
        return nil
    }

    /// What a person decided on outputs that were still on their way comes before they are sent.
    private func finishDecisions() throws -> Trouble? {
        let outputs = try publication.ledger.unfinishedOutputs(of: claim.campus)
            .filter { $0.decision != nil }
        let ours = outputs.filter(isOfThisOutbox)
        for output in ours {
            if let decision = output.decision { try decided?.finish(output, decision) }
        }
        guard ours.count == outputs.count else {
            return Trouble(
                .attention,
                "what a person decided on \(outputs.count - ours.count) outputs is not done yet: they go to another outbox",
                remedy: "put that outbox back into the campus file, `bursarhub onboard` it and run"
            )
        }
        return nil
    }

    private func isOfThisOutbox(_ output: PlannedOutput) -> Bool {
        recall != nil && output.homeID == publication.home.id
            && output.outbox == publication.outboxName
    }

    private var decided: DecidedOutput? {
        recall.map { recall in
            DecidedOutput(
                claim: claim,
                ledger: publication.ledger,
                takingBack: recall.takingBack,
                clock: publication.clock
            )
        }
    }

    /// Staged bytes that are there must be those that T2 recorded.
    private func verifyStaged(_ output: PlannedOutput) throws {
        guard let name = output.stagedName.flatMap({ FileName($0) }) else { return }
        let found: SHA256Digest
        do throws(PosixError) {
            found = try staging.area.staged.openFile(name).sha256()
        } catch {
            // Published by a run that could not record it any more: the rename will tell.
            guard error.errno == .noEntry else { throw error }
            return
        }
        guard found.bytes == output.sha256 else {
            throw HubError.archiveLost(
                "the staged file of output \(claim.campus)-\(output.output) was changed"
            )
        }
    }

    /// Removes what killed runs left in the making.
    private func sweep(keeping outputs: [PlannedOutput]) throws {
        let kept = Set(outputs.compactMap { $0.stagedName.flatMap { FileName($0) } })
        _ = try staging.area.temporary.sweep(olderThan: claim.epoch)
        _ = try staging.area.staged.sweep(olderThan: claim.epoch, keeping: kept)
        _ = try staging.archive.folder.sweep(olderThan: claim.epoch)
        try recall?.sweep()
    }
}

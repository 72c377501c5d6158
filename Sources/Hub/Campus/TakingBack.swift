import BursarModel
import Digests
import Failpoints
import Ledger
import Locations
import Posix

/// Brings an output out of a folder outbox, or out of the way there: a run for its successor, or a
/// person who decided so.
///
/// The ledger knows of it before anything is tried, and the errno of a rename decides.
struct TakingBack {
    let claim: Claim
    let ledger: Ledger
    let outbox: FolderOutbox
    let clock: HubClock

    /// Where an output was found to be.
    enum Outcome: Equatable {
        /// In no outbox, now and for ever; its fees can be taken back from this state.
        case out(OutputState)
        /// Somebody collected it.
        case collected
        /// Another file has its name, so that nobody knows what became of it.
        case replaced
        /// In doubt, and neither staged nor in the outbox: collected, or never delivered.
        case unknown
    }

    // MARK: On its way there

    /// Takes out an output wherever it is; the ledger holds what a person decided on it.
    func takeOut(_ output: PlannedOutput) throws -> Outcome {
        switch output.state {
        case .planned: return .out(.planned)  // it has no bytes, so nobody can have delivered it
        case .staged, .waiting, .inDoubt: return try takeOutOfStaging(output)
        case .published: return try takeOutOfOutbox(output)
        case .recalling: return try recall(output)
        case .void: return .out(.void)
        }
    }

    private func takeOutOfStaging(_ output: PlannedOutput) throws -> Outcome {
        if try setAside(output) { return .out(output.state) }
        // Published by a hub that could not record it any more, or, in doubt, by nobody knows whom.
        let look = try outbox.look(under: output.fileName, for: output.sha256 ?? [])
        if look == .same {
            try ledger.beginRecall(
                output.output,
                for: output.decision,
                foundAt: clock.now,
                under: claim
            )
            return try recall(output)
        }
        guard output.state != .inDoubt else { return look == .other ? .replaced : .unknown }
        try ledger.markCollectedEarlier(output, under: claim, at: clock.now)
        return .collected
    }

    /// Puts a staged file out of the way of every publication.
    ///
    /// - Returns: false where it is not staged any more.
    func setAside(_ output: PlannedOutput) throws -> Bool {
        guard let staged = output.stagedName.flatMap({ FileName($0) }) else {
            throw HubError.outputDiffers(
                "output \(output.id(at: claim.campus)) has no staged file"
            )
        }
        let verdict = outbox.setAside(staged, as: try recalled(output))
        try Failpoint.reached("withdraw.after_rename")
        switch verdict {
        case .setAside, .setAsideEarlier: return true
        case .notStaged: return false
        case .unknown(let errno):
            throw Trouble(
                .failed,
                "\(Printable(output.name)) could not be withdrawn: \(Printable(errno.words))",
                remedy: "put the staging folder right; the next run goes on"
            )
        }
    }

    // MARK: There

    private func takeOutOfOutbox(_ output: PlannedOutput) throws -> Outcome {
        switch try outbox.look(under: output.fileName, for: output.sha256 ?? []) {
        case .same: break
        case .other: return .replaced
        case .gone:
            try ledger.markCollected([output.output], under: claim, at: clock.now)
            return .collected
        }
        try ledger.beginRecall(output.output, for: output.decision, under: claim)
        return try recall(output)
    }

    /// Brings a recall to its end, whoever began it.
    ///
    /// - Throws: `Trouble` where nobody knows, or where another file had the name; the next run, or
    ///   the next command, asks again.
    func recall(_ output: PlannedOutput) throws -> Outcome {
        let recalled = try recalled(output)
        let verdict = outbox.recall(recalled)
        try Failpoint.reached("recall.after_rename")
        switch verdict {
        case .recalled, .recalledEarlier:
            try refuseStrangeFile(recalled, output)
            return .out(.recalling)
        case .collected:
            try ledger.endRecall(output.output, collectedAt: clock.now, under: claim)
            return .collected
        case .unknown(let errno):
            throw Trouble(
                .failed,
                "\(Printable(output.name)) could not be taken back: \(Printable(errno.words))",
                remedy: "put the outbox right; the next run finds out where the file is"
            )
        }
    }

    /// Between the look and the rename another file may have got the name.
    private func refuseStrangeFile(_ recalled: RecalledOutput, _ output: PlannedOutput) throws {
        guard try outbox.digest(ofRecalled: recalled).bytes != output.sha256 else { return }
        if outbox.putBack(recalled) == nil {
            try ledger.endRecall(
                output.output,
                collectedAt: nil,
                note: "another file has its name in the outbox",
                under: claim
            )
        }
        throw Trouble(
            .failed,
            "\(Printable(output.name)) in the outbox is not the file that was delivered",
            remedy: "find out who wrote it, and remove it; the next run goes on"
        )
    }

    // MARK: Behind it

    /// Removes the file that was taken back or withdrawn; the archive keeps a copy.
    func forget(_ output: PlannedOutput) throws {
        try outbox.forget(try recalled(output))
    }

    private func recalled(_ output: PlannedOutput) throws -> RecalledOutput {
        guard
            let recalled = RecalledOutput(
                try output.fileName,
                output: output.output,
                home: output.homeID
            )
        else { throw HubError.outputDiffers("an output's name is too long to be taken back") }
        return recalled
    }
}

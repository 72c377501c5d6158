import BursarModel
import Digests
import Failpoints
import Ledger
import Locations
import Posix
import SFSFormat

/// Takes earlier outputs back out of the outbox, where this run's are to replace them.
///
/// Only what is there in full and as it was delivered is taken back; its fees are held for the
/// moment and become the first records of the new output. What was collected meanwhile stays as it
/// is. The rename's answer decides, and the ledger knows of it before it is tried.
struct Recall {
    let configuration: CampusConfiguration
    let claim: Claim
    let ledger: Ledger
    let archive: ExportArchive
    let outbox: FolderOutbox
    /// As the campus file in force names it, and the ledger beside each output.
    let outboxName: String
    let home: Home
    let clock: HubClock

    var takingBack: TakingBack {
        TakingBack(claim: claim, ledger: ledger, outbox: outbox, clock: clock)
    }

    /// Takes back what stands in the way of outputs that say `exists: replace`, and what waits.
    ///
    /// As late as can be: what was read could be booked as it is, so that whatever is wrong with
    /// this evening's exports leaves the earlier output where it lies.
    ///
    /// - Returns: whether fees were taken back, which the exports must be read anew with.
    func makeRoom(for intake: Intake) throws -> Bool {
        let names = try Set(intake.replacingNames())
        guard !names.isEmpty else { return false }
        let found = try uncollected() + waiting()
        let replaced = try found.filter { names.contains($0.name) }.filter(isReplaceable)
        return try replaced.filter { try takeBack($0) }.count > 0
    }

    /// Outputs that never reached the outbox, because another file has their name there.
    private func waiting() throws -> [PlannedOutput] {
        try ledger.unfinishedOutputs(of: claim.campus).filter {
            $0.state == .waiting && $0.decision == nil && $0.homeID == home.id
                && $0.outbox == outboxName
        }
    }

    /// Whether its own declaration lets it go, and its fees can be sent anew.
    ///
    /// Fees of a profile that is gone, or of an export that the archive lost, would be in no outbox
    /// then.
    private func isReplaceable(_ output: PlannedOutput) throws -> Bool {
        let declared = try DeclaredOutput(
            output,
            with: configuration.inRevision(of: output, from: ledger),
            ledger,
            at: claim.campus
        )
        guard declared.exists == .replace else { return false }
        return try ledger.sources(of: output, at: claim.campus).allSatisfy { source in
            try configuration.hasProfile(source.file.code) && archive.holds(source.file)
        }
    }

    private func takeBack(_ output: PlannedOutput) throws -> Bool {
        if output.state == .waiting {
            try void(output)
            return true
        }
        switch try outbox.look(under: output.fileName, for: output.sha256 ?? []) {
        case .same: break
        // Somebody else's, or written to by somebody else: nobody knows what was loaded.
        case .other: return false
        case .gone:
            try ledger.markCollected([output.output], under: claim, at: clock.now)
            return false
        }
        try ledger.beginRecall(output.output, under: claim)
        return try finish(output)
    }

    /// Brings a recall to its end that makes room, whoever began it.
    ///
    /// - Returns: whether the output's fees were taken back; false where it had been collected.
    func finish(_ output: PlannedOutput) throws -> Bool {
        guard case .out = try takingBack.recall(output) else { return false }
        var output = output
        output.state = .recalling
        try void(output)
        try takingBack.forget(output)
        return true
    }

    /// Its fees are held until the settlement that follows, which sends them anew.
    private func void(_ output: PlannedOutput) throws {
        _ = try ledger.void(
            output.output,
            in: output.state,
            under: claim,
            VoidTerms(
                author: claim.run,
                note: "taken back from output \(claim.campus)-\(output.output), to be sent anew",
                joinsNext: true,
                hubVersion: HubVersion.text,
                now: clock.now
            )
        )
    }

    // MARK: What lies in the outbox

    /// Notes the outputs that are gone from the outbox: somebody collected them.
    func noteCollected() throws {
        let gone = try uncollected().filter { try outbox.isGone($0.fileName) }
        try ledger.markCollected(gone.map(\.output), under: claim, at: clock.now)
    }

    private func uncollected() throws -> [PlannedOutput] {
        try ledger.uncollectedOutputs(in: outboxName, of: home.id, at: claim.campus)
    }

    /// Removes files that were taken back, or withdrawn, by hubs that died behind that.
    func sweep() throws {
        let names = try outbox.staging.staged.list(limit: 100_000).names
        let outputs = names.compactMap(RecalledOutput.output(of:))
        let settled = try ledger.outputsSetAside(among: outputs, at: claim.campus)
        for name in names {
            guard let output = RecalledOutput.output(of: name), settled.contains(output) else {
                continue
            }
            _ = try outbox.staging.staged.removeFileIfPresent(name)
        }
    }
}

extension Intake {
    /// The names that this run's outputs will have, of files that replace earlier ones.
    fileprivate func replacingNames() throws -> [String] {
        try drafts.files.compactMap { file in
            guard let file, file.compiled.exists == .replace, !file.compiled.namesExport,
                file.totals.records > 0 || (file.compiled.empty != .none && !draft.read.isEmpty)
            else { return nil }
            return try file.assumedName
        }
    }
}

import BursarModel
import Failpoints
import Ledger
import Locations
import Posix
import Registry
import SFSFormat

/// Brings staged outputs into the outbox, never over another file.
///
/// The order was tested against every crash: what is recorded first can be cleared, what is shown
/// first cannot. No test for a file's existence decides anything here; the rename's answer does.
struct Publication {
    /// So many names are tried for an output in one run, where its file says `exists: sequence`.
    private static let mostNames = 25

    let configuration: CampusConfiguration
    let claim: Claim
    let ledger: Ledger
    let outbox: any Outbox
    /// As the campus file in force names it, and the ledger beside each output.
    let outboxName: String
    let home: Home
    let clock: HubClock
    let highWater: HighWaterFile
    /// What the home had written down when the campus was claimed.
    let begun: HighWaterFile.Mark

    init(
        configuration: CampusConfiguration,
        claim: Claim,
        ledger: Ledger,
        outbox: any Outbox,
        places: Places,
        clock: HubClock
    ) throws {
        self.configuration = configuration
        self.claim = claim
        self.ledger = ledger
        self.outbox = outbox
        outboxName = configuration.campus.outbox.description
        home = places.home
        self.clock = clock
        highWater = try HighWaterFile(of: claim.campus, in: home)
        begun =
            try highWater.read() ?? HighWaterFile.Mark(database: places.owner.database, output: 0)
    }

    /// Renames staged outputs into the outbox in their order, and records it (T3).
    ///
    /// Once nobody knows where one is, nothing follows it until that is settled; so those in doubt
    /// come first.
    ///
    /// - Returns: what could not be published; nil where all was.
    func publish(_ outputs: [PlannedOutput]) throws -> Trouble? {
        #if DEBUG
            if PublicationOrder.chosen == .commitThenPublish { return try recordThenShow(outputs) }
        #endif
        var published: [PlannedOutput] = []
        var delivered: [PlannedOutput] = []
        var trouble: Trouble?
        if let lost = try lostBeforeDelivery(among: outputs) { return lost }
        try writeDown(outputs.filter { $0.outbox == outboxName })
        let doubtful = outputs.filter { $0.state == .inDoubt }
        for output in doubtful + outputs.filter({ $0.state != .inDoubt }) {
            do {
                try EndRequest.check()
            } catch {
                trouble = trouble ?? Trouble(error, isBegun: true)
                break
            }
            guard let mishap = try publish(output) else {
                published.append(output)
                if outbox.canLoseAnswers {
                    // What stays unrecorded is in doubt once it was collected.
                    try record(published)
                    delivered += published
                    published = []
                }
                continue
            }
            try ledger.mark(output.output, mishap.state, note: mishap.note, under: claim)
            trouble = trouble ?? mishap.trouble
            if mishap.state == .inDoubt { break }
        }
        try record(published)
        try discardStaged(delivered)
        return trouble
    }

    /// What a server has stays here as well, and is of no use once that is recorded.
    ///
    /// Patrons' data does not lie about until the next run sweeps it.
    private func discardStaged(_ delivered: [PlannedOutput]) throws {
        for output in delivered {
            _ = try outbox.staging.staged.removeFileIfPresent(stagedOutput(output).stagedName)
        }
    }

    /// What was never begun to be published, and has no staged file, was lost with a home or by
    /// hand: the rename's ENOENT would pass it off as published.
    private func lostBeforeDelivery(among outputs: [PlannedOutput]) throws -> Trouble? {
        guard !outbox.canLoseAnswers else { return nil }
        let lost = try outputs.filter { output in
            try output.output > begun.output && output.outbox == outboxName
                && !isStagedHere(stagedOutput(output))
        }
        for output in lost {
            let mishap = Mishap.lost(output)
            try ledger.mark(output.output, mishap.state, note: mishap.note, under: claim)
        }
        return lost.first.map { Mishap.lost($0).trouble }
    }

    /// Before any of them is shown, so that no database from before can take itself for today's.
    private func writeDown(_ outputs: [PlannedOutput]) throws {
        let last = outputs.map(\.output).max() ?? 0
        let mark = try highWater.read() ?? begun
        guard last > mark.output else { return }
        try highWater.write(HighWaterFile.Mark(database: begun.database, output: last))
        try Failpoint.reached("publish.after_high_water")
    }

    /// T3.
    func record(_ published: [PlannedOutput]) throws {
        try Failpoint.reached("publish.after_folder_fsync")
        try ledger.markPublished(
            published.map(\.output),
            recovered: published.contains(where: \.isRecovered),
            under: claim,
            at: clock.now
        )
    }

    /// Where the name is taken and the file's declaration says so, under the next one.
    private func publish(_ output: PlannedOutput) throws -> Mishap? {
        var output = output
        for _ in 1..<Publication.mostNames {
            let mishap = try attempt(output)
            guard mishap?.state == .waiting, let renamed = try renamed(output) else {
                return mishap
            }
            output = renamed
        }
        return try attempt(output)
    }

    /// The output under the next name of its business day, recorded; nil where it keeps its own.
    private func renamed(_ output: PlannedOutput) throws -> PlannedOutput? {
        let declared = try DeclaredOutput(
            output,
            with: configuration.inRevision(of: output, from: ledger),
            ledger,
            at: claim.campus
        )
        guard declared.exists == .sequence else { return nil }
        if outbox.canLoseAnswers || output.state == .inDoubt {
            // A clear refusal is no doubt, and what was uploaded under the name is not wanted.
            try ledger.mark(
                output.output,
                .waiting,
                note: "its name was taken",
                under: claim
            )
            try outbox.withdraw(stagedOutput(output))
        }
        return try ledger.renumber(output, under: claim, name: declared.name)
    }

    func attempt(_ output: PlannedOutput) throws -> Mishap? {
        let staged = try stagedOutput(output)
        if output.state == .inDoubt, output.isForServer || outbox.canLoseAnswers {
            // What is not seen there may have been collected: a person decides, nothing is sent
            // again, nor to another outbox that the campus has got meanwhile.
            guard output.outbox == outboxName else { return .sentElsewhere(output) }
            return try outbox.wasDelivered(staged) ? nil : .notSeen(output)
        }
        if output.outbox != outboxName, !outbox.canLoseAnswers {
            // Its place in the ledger is that of an earlier revision. What does not lie here was
            // delivered there, or waits on a file system of its own: missing proves nothing.
            guard try isStagedHere(staged) else { return .sentElsewhere(output) }
            try ledger.redirect(output.output, to: outboxName, under: claim)
            try writeDown([output])
        }
        // A hub that stood still for too long shows nothing more.
        try ledger.hold(claim)
        try outbox.prepare(staged)
        if outbox.canLoseAnswers {
            try ledger.markOnItsWay(output.output, to: outboxName, under: claim)
        }
        try Failpoint.reached("publish.before_rename")
        // What is on its way to a server is in doubt already, and is better finished.
        if !outbox.canLoseAnswers { try ledger.requireLease(claim) }
        let verdict = outbox.publish(staged)
        try Failpoint.reached("publish.after_rename")
        return Mishap.found(in: verdict, of: output)
    }

    /// Whether the staged file lies where this outbox publishes from, and so is not published yet.
    private func isStagedHere(_ output: StagedOutput) throws -> Bool {
        do throws(PosixError) {
            _ = try outbox.staging.staged.openFile(output.stagedName)
            return true
        } catch {
            guard error.errno == .noEntry else { throw error }
            return false
        }
    }

    private func stagedOutput(_ output: PlannedOutput) throws -> StagedOutput {
        guard let staged = output.stagedName.flatMap({ FileName($0) }), let bytes = output.bytes
        else {
            throw HubError.outputDiffers(
                "output \(claim.campus)-\(output.output) has no staged file"
            )
        }
        return StagedOutput(
            stagedName: staged,
            name: try output.fileName,
            size: bytes,
            home: output.homeID
        )
    }
}

extension PlannedOutput {
    /// Whether it goes, or went, to a server: its staged file stays here and proves nothing.
    var isForServer: Bool { outbox.hasPrefix("sftp://") }
}

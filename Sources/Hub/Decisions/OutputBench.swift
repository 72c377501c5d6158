import BursarModel
import Ledger
import Locations
import Posix
import Registry

/// A claimed campus with its places, at which one output is decided on.
struct OutputBench {
    let desk: DecisionDesk
    let claim: Claim
    let configuration: CampusConfiguration
    let archive: ExportArchive

    init(_ desk: DecisionDesk, _ claim: Claim) throws {
        self.desk = desk
        self.claim = claim
        configuration = try CampusConfiguration(
            of: claim.campus,
            revision: claim.revision,
            from: desk.ledger
        )
        archive = ExportArchive(folder: try desk.hub.home.archive(of: claim.campus))
    }

    var ledger: Ledger { desk.ledger }
    var clock: HubClock { desk.hub.clock }

    // MARK: Confirm

    /// - Returns: what a server shows of it; nil for an output of a folder.
    func confirm(
        _ output: PlannedOutput,
        _ decision: OutputDecision,
        inPeopleSoft: Bool
    ) throws -> ServerLook? {
        let id = output.id(at: claim.campus)
        switch output.state {
        case .planned, .staged, .waiting, .inDoubt: break
        case .published:
            throw DecisionRefusal(
                "output \(id) counts as delivered already",
                remedy: "`bursarhub outputs show \(id)` tells when"
            )
        case .recalling:
            throw DecisionRefusal(
                "output \(id) is being taken back",
                remedy: "run, and look again: the run finds out whether it was collected"
            )
        case .void: throw alreadyVoid(id)
        }
        let fixed = output.state == .planned ? try fixBytes(of: output) : output
        guard !fixed.isForServer else {
            return try confirmOnServer(fixed, decision, inPeopleSoft: inPeopleSoft)
        }
        let work = try decided(fixed)
        let look = try work.takingBack.outbox.look(
            under: fixed.fileName,
            for: fixed.sha256 ?? []
        )
        // One that waits does so because an earlier file has its name.
        guard look != .other || fixed.state == .waiting else { throw otherFile(fixed) }
        try ledger.record(decision, on: fixed, under: claim)
        try work.confirm(fixed, decision)
        return nil
    }

    /// An output whose rendering was interrupted has the bytes that it would have had.
    private func fixBytes(of output: PlannedOutput) throws -> PlannedOutput {
        let staging = try staging(in: area(of: output))
        let staged = try staging.stage([(output, staging.renderedAgain(output))])
        guard let staged = staged.first else {
            throw HubError.outputDiffers("an output was rendered and is not staged")
        }
        return staged
    }

    private func area(of output: PlannedOutput) throws -> StagingArea {
        output.isForServer
            ? try StagingArea(of: claim.campus, home: desk.hub.home.folder)
            : try folderOutbox(of: output).staging
    }

    func staging(in area: StagingArea) -> OutputStaging {
        OutputStaging(
            configuration: configuration,
            claim: claim,
            ledger: ledger,
            archive: archive,
            area: area,
            clock: clock
        )
    }

    // MARK: Void

    func void(
        _ output: PlannedOutput,
        _ decision: OutputDecision,
        notInPeopleSoft: Bool
    ) throws -> Tally {
        let state = try takeOut(output, decision, notInPeopleSoft: notInPeopleSoft)
        let terms = VoidTerms.decided(
            decision,
            on: output,
            joinsNext: false,
            under: claim,
            at: clock.now
        )
        let taken = try ledger.void(output.output, in: state, under: claim, terms)
        try forget(output)
        return taken
    }

    /// Sees to it that the output is in no outbox, now and for ever, or that a person answers for it.
    ///
    /// - Returns: the state that it can be made void from.
    /// - Throws: `DecisionRefusal` where neither is so; then it is as if nobody had decided.
    func takeOut(
        _ output: PlannedOutput,
        _ decision: OutputDecision,
        notInPeopleSoft: Bool
    ) throws -> OutputState {
        switch output.state {
        case .void: throw alreadyVoid(output.id(at: claim.campus))
        case .planned: return .planned
        case .staged, .waiting, .inDoubt, .published, .recalling: break
        }
        if output.isForServer {
            return try takeOutOfServer(output, notInPeopleSoft: notInPeopleSoft)
        }
        let work = try decided(output)
        var output = output
        output.decision = decision
        if output.state == .published, output.isCollected {
            try refuseCopy(of: output, in: work.takingBack.outbox)
            guard notInPeopleSoft else { throw collected(output) }
            return .published
        }
        if output.state != .published {
            try ledger.record(decision, on: output, under: claim)
        }
        switch try work.takingBack.takeOut(output) {
        case .out(let state): return state
        case .collected:
            guard notInPeopleSoft else { throw collected(output) }
            return .published
        case .replaced:
            try drop(output)
            throw otherFile(output)
        case .unknown:
            guard notInPeopleSoft else {
                try drop(output)
                throw collected(output)
            }
            return .inDoubt
        }
    }

    private func drop(_ output: PlannedOutput) throws {
        try ledger.drop(
            decisionOn: output.output,
            note: "nobody knows whether it was delivered",
            under: claim
        )
    }

    /// What was collected and lies there again would be loaded as well.
    private func refuseCopy(of output: PlannedOutput, in outbox: FolderOutbox) throws {
        guard try outbox.look(under: output.fileName, for: output.sha256 ?? []) == .same else {
            return
        }
        throw DecisionRefusal(
            .somebodyMustLook,
            "a copy of \(Printable(output.name)) lies in the outbox, though it was delivered",
            remedy: "find out who put it there, and remove it"
        )
    }

    // MARK: Places

    /// Removes what was taken back; there is nothing of what was never staged.
    func forget(_ output: PlannedOutput) throws {
        guard !output.isForServer, output.state != .planned else { return }
        try decided(output).takingBack.forget(output)
    }

    private func decided(_ output: PlannedOutput) throws -> DecidedOutput {
        DecidedOutput(
            claim: claim,
            ledger: ledger,
            takingBack: TakingBack(
                claim: claim,
                ledger: ledger,
                outbox: try folderOutbox(of: output),
                clock: clock
            ),
            clock: clock
        )
    }

    private func folderOutbox(of output: PlannedOutput) throws -> FolderOutbox {
        guard let outbox = try outbox(of: output) as? FolderOutbox else {
            throw HubError.outputDiffers("an output for a folder has an outbox that is none")
        }
        return outbox
    }

    /// The outbox that the output goes, or went, to: today's, or that of its revision.
    func outbox(of output: PlannedOutput) throws -> any Outbox {
        let address = configuration.campus.outbox
        if address.description == output.outbox {
            return try desk.places.outbox(address, under: claim)
        }
        let earlier = try configuration.inRevision(of: output, from: ledger).campus.outbox
        guard earlier.description == output.outbox else {
            throw DecisionRefusal(
                "output \(output.id(at: claim.campus)) is of an outbox that the campus has no more: \(Printable(output.outbox))",
                remedy: "put that outbox back into the campus file, `bursarhub onboard` it"
            )
        }
        return try desk.places.outbox(earlier, under: claim)
    }

    // MARK: Refusals

    private func alreadyVoid(_ id: OutputID) -> DecisionRefusal {
        DecisionRefusal(
            "output \(id) is void already",
            remedy: "`bursarhub outputs show \(id)` tells where its fees are"
        )
    }

    func collected(_ output: PlannedOutput) -> DecisionRefusal {
        let id = output.id(at: claim.campus)
        return DecisionRefusal(
            .somebodyMustLook,
            "\(Printable(output.name)) is not where the hub could keep it from being loaded: it was collected, or may have been",
            remedy:
                "look into PeopleSoft; if it is not there, or was reversed, say so with --not-in-peoplesoft (output \(id))"
        )
    }

    private func otherFile(_ output: PlannedOutput) -> DecisionRefusal {
        DecisionRefusal(
            .somebodyMustLook,
            "\(Printable(output.name)) in the outbox has other bytes than output \(output.id(at: claim.campus))",
            remedy: "find out who wrote it and what was loaded, and remove it"
        )
    }
}

import BursarModel
import Failpoints
import Ledger
import Locations

/// Brings to its end what a person decided on an output that goes to a folder.
///
/// The command does it at once; where it was killed on the way, the next run does, before anything
/// is published.
struct DecidedOutput {
    let claim: Claim
    let ledger: Ledger
    let takingBack: TakingBack
    let clock: HubClock

    /// Finishes for a command that was killed.
    ///
    /// What was to be issued anew joins the outputs of this very run. What turns out to have been
    /// collected stays published, and what was decided is dropped: nothing is sent twice.
    func finish(_ output: PlannedOutput, _ decision: OutputDecision) throws {
        switch decision.kind {
        case .confirm: try confirm(output, decision)
        case .void, .reissue:
            switch try takingBack.takeOut(output) {
            case .out(let state):
                try void(output, from: state, decision, joinsNext: decision.kind == .reissue)
            case .collected:
                try drop(output, "it was collected before it could be taken back")
            case .replaced:
                try drop(output, "another file has its name in the outbox")
            case .unknown:
                try drop(output, "it is not to be seen: collected, or never delivered")
            }
        }
    }

    /// It was delivered by hand: its staged file never is.
    func confirm(_ output: PlannedOutput, _ decision: OutputDecision) throws {
        _ = try takingBack.setAside(output)
        try ledger.markConfirmed(output, decision, under: claim, at: clock.now)
        try takingBack.forget(output)
    }

    @discardableResult
    func void(
        _ output: PlannedOutput,
        from state: OutputState,
        _ decision: OutputDecision,
        joinsNext: Bool
    ) throws -> Tally {
        let taken = try ledger.void(
            output.output,
            in: state,
            under: claim,
            .decided(decision, on: output, joinsNext: joinsNext, under: claim, at: clock.now)
        )
        try takingBack.forget(output)
        return taken
    }

    private func drop(_ output: PlannedOutput, _ note: Message) throws {
        try ledger.drop(decisionOn: output.output, note: note, under: claim)
    }
}

extension VoidTerms {
    /// On the word of a person.
    static func decided(
        _ decision: OutputDecision,
        on output: PlannedOutput,
        joinsNext: Bool,
        under claim: Claim,
        at now: Timestamp
    ) -> VoidTerms {
        let id = output.id(at: claim.campus)
        return VoidTerms(
            author: decision.person,
            note: joinsNext
                ? "taken back from output \(id), to be sent anew"
                : "taken back from output \(id) by a person",
            joinsNext: joinsNext,
            decision: decision,
            hubVersion: HubVersion.text,
            now: now
        )
    }
}

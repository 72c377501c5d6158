import BursarModel
import Digests

/// What people decide, as the trail keeps it: who, about what, why, and how much money it was.
extension AuditEntry {
    static func decision(
        _ decision: HeldDecision,
        on subject: HeldSubject,
        _ read: Tally?,
        by word: PersonsWord
    ) -> AuditEntry {
        let act: AuditAct =
            switch decision {
            case .release: .heldReleased
            case .writeOff: .heldWrittenOff
            case .reopen: .heldReopened
            }
        return AuditEntry(
            act,
            at: subject.id.campus,
            by: word.person,
            subject: subject.id.reported,
            reason: word.reason,
            digest: subject.source.file.sha256,
            totals: .tally(read ?? subject.tally),
            facts: [AuditFact("held_for", subject.reason)]
        )
    }

    static func confirmation(
        of output: PlannedOutput,
        _ decision: OutputDecision,
        seen: OutputSighting?,
        under claim: Claim
    ) -> AuditEntry {
        AuditEntry(
            .outputConfirmed,
            at: claim.campus,
            by: decision.person,
            subject: output.id(at: claim.campus).reported,
            reason: decision.reason,
            digest: output.sha256.flatMap { SHA256Digest(bytes: $0) },
            totals: .tally(output.lines),
            facts: [
                AuditFact("name", Printable(output.name)), AuditFact("was", output.state),
            ] + (seen.map { [AuditFact("seen", $0)] } ?? [])
        )
    }

    /// An output became void: for a run that makes room, or on the word of a person.
    static func takingBack(
        _ output: OutputID,
        _ taken: Ledger.TakenBack,
        _ terms: VoidTerms,
        reissuedAs outputs: [OutputID] = []
    ) -> AuditEntry {
        let act: AuditAct =
            switch terms.decision?.kind {
            case .void: .outputVoided
            case .reissue: .outputReissued
            case .confirm, nil: .outputRecalled
            }
        return AuditEntry(
            act,
            at: output.campus,
            by: terms.author,
            subject: output.reported,
            reason: terms.decision?.reason ?? terms.note.text,
            digest: taken.digest,
            totals: .tally(taken.fees),
            facts: outputs.isEmpty
                ? []
                : [
                    AuditFact(
                        "reissued_as",
                        Message.joined(outputs.map { "\($0)" }, separator: ", ")
                    )
                ]
        )
    }
}

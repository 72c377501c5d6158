import BursarModel
import PostgreSQL

/// Where decisions join the audit trail.
extension Ledger {
    func note(
        _ decision: HeldDecision,
        on subjects: [HeldSubject],
        _ readable: [HeldItemID: Tally],
        under claim: Claim,
        _ word: PersonsWord
    ) throws {}

    func note(
        _ decision: OutputDecision,
        on output: Int,
        under claim: Claim,
        _ tally: Tally,
        sha256: [UInt8]?
    ) throws {}
}

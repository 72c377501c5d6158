import BursarModel
import Digests
import Ledger

/// A fee with what judging found in it.
struct JudgedFee {
    /// Nil where the amount cannot be read.
    var amount: Cents?
    /// Nil where the date is none.
    var date: CalendarDate?
    /// There where the fee can be rendered.
    var facts: FeeFacts?
    var verdict: FeeJudge.Verdict = .held(.missingValue, "")
    var key = ChargeKey.none
    var derivedBeside: SHA256Digest?
    var fingerprint = FeeIdentity.nothing

    /// The fee on its way into the ledger.
    func staged(in export: Int, ending: FeeEnding) -> StagedFee {
        StagedFee(
            export: export,
            key: key,
            derivedBeside: derivedBeside,
            fingerprint: fingerprint,
            amount: amount,
            date: date,
            ending: ending
        )
    }
}

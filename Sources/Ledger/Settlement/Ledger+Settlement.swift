import BursarModel
import Failpoints
import Posix
import PostgreSQL

extension Ledger {
    /// T1: books a campus's work of a run, all or nothing, and plans its outputs.
    ///
    /// Record first and show second: a file in doubt can be cleared, a double charge cannot. Where
    /// the answer to the commit is lost, the claim's next holder finds what was booked by its keys.
    ///
    /// - Throws: `LedgerError.booksDoNotBalance` if the staged fees are not what was read; nothing
    ///   is booked then.
    public func settle(
        _ draft: SettlementDraft,
        under claim: Claim,
        _ terms: SettlementTerms
    ) throws -> Settlement {
        // One deadline for all of it: each change of it would be a round trip of its own.
        let settlement = try connection.allowing(draft.deadline) {
            try connection.repeatedTransaction {
                try hold(claim)
                var transaction = SettlementTransaction(
                    connection: connection,
                    claim: claim,
                    draft: draft,
                    terms: terms
                )
                let settlement = try transaction.settle()
                let row = try CampusRunRow(interrupted: settlement, under: claim, at: terms.now)
                try put([row], of: claim.run)
                // What took a moment has its lease almost whole.
                if leaseEnd - MonotonicClock.now < .seconds(Ledger.leaseSeconds) * 3 / 4 {
                    try prolong(claim)
                }
                try Failpoint.reached("t1.before_commit")
                return settlement
            }
        }
        try Failpoint.reached("t1.after_commit")
        return settlement
    }

    /// Settles as a run would, hands on what it would have planned, and takes everything back.
    ///
    /// For campuses on trial and for `--report-only`: the figures are those of a run, because they
    /// are made by the same statements.
    public func rehearse<Outcome>(
        _ draft: SettlementDraft,
        under claim: Claim,
        _ terms: SettlementTerms,
        show: (Settlement) throws -> Outcome
    ) throws -> Outcome {
        var shown: Outcome?
        do {
            try connection.transaction {
                var transaction = SettlementTransaction(
                    connection: connection,
                    claim: claim,
                    draft: draft,
                    terms: terms
                )
                shown = try show(try transaction.settle())
                throw RehearsalEnds()
            }
        } catch is RehearsalEnds {
            // Rolled back, as intended.
        }
        guard let shown else {
            throw LedgerError.unexpectedState("a rehearsal ended without an outcome")
        }
        return shown
    }

    private struct RehearsalEnds: Error {}
}

public import BursarModel
import Failpoints
import PostgreSQL

extension Ledger {
    /// The fees of an output with the numbers that they would be held under, were it taken back now.
    ///
    /// Nobody else draws numbers of held fees while the claim is kept, so the draft of a reissue can
    /// name them before there are any.
    public func feesToReissue(
        of output: PlannedOutput,
        under claim: Claim
    ) throws -> [HeldFeesOfExport] {
        let campus = claim.campus.text
        return try connection.query(
            """
            select x.*, n.ordinals, n.numbers, n.passing
            from (
                select export, array_agg(ordinal order by ordinal) as ordinals,
                    array_agg(number order by ordinal) as numbers,
                    array_agg(passing order by ordinal) as passing
                from (
                    select export, ordinal, passing,
                        (select coalesce(max(held), 0) from ledger.held_fee where campus = \(campus))
                            + row_number() over (order by export, ordinal) as number
                    from (
                        select export, ordinal, '' as passing
                        from ledger.charge
                        where campus = \(campus) and booked_at = \(output.plannedAt.postgres)
                          and output = \(output.output)
                        union all
                        select export, ordinal, array_to_string(let_pass, ' ')
                        from ledger.held_fee
                        where campus = \(campus) and output = \(output.output)
                          and state = 'released'
                    ) fees
                ) numbered
                group by export
            ) n
            join ledger.export x on x.campus = \(campus) and x.export = n.export
            order by n.export
            """,
            deadline: .seconds(120)
        ).map(HeldFeesOfExport.init)
    }

    /// Takes an output's fees back and plans new outputs of the same fees, in one transaction.
    ///
    /// The draft releases every fee that the output held, under the numbers of `feesToReissue`.
    ///
    /// - Throws: `LedgerError.booksDoNotBalance` where the new outputs are not of exactly those fees;
    ///   nothing is changed then.
    public func reissue(
        _ output: PlannedOutput,
        in state: OutputState,
        as draft: SettlementDraft,
        under claim: Claim,
        _ void: VoidTerms,
        _ terms: SettlementTerms
    ) throws -> Settlement {
        let settlement = try connection.repeatedTransaction {
            let taken = try takeBack(output.output, in: state, under: claim, void)
            var transaction = SettlementTransaction(
                connection: connection,
                claim: claim,
                draft: draft,
                terms: terms
            )
            let settlement = try transaction.settle()
            guard settlement.released == taken.fees, draft.read.isEmpty else {
                throw LedgerError.booksDoNotBalance(
                    claim.campus,
                    "what goes out for output \(output.output) is not what it was booked with"
                )
            }
            try connection.audit(
                .takingBack(
                    output.id(at: claim.campus),
                    taken,
                    void,
                    reissuedAs: settlement.outputs.compactMap { $0?.id(at: claim.campus) }
                )
            )
            try Failpoint.reached("reissue.before_commit")
            return settlement
        }
        try Failpoint.reached("reissue.after_commit")
        return settlement
    }
}

public import BursarModel
import PostgreSQL

/// On whose word exports count as sent by the campus's earlier way.
public struct BaselineTerms: Sendable {
    public var person: String
    public var reason: String

    public init(person: String, reason: String) {
        self.person = person
        self.reason = reason
    }
}

extension Ledger {
    /// Books exports without outputs, all or nothing: their fees are known from now on.
    ///
    /// It is the settlement of a run, of a draft that plans nothing, with a row that says who took
    /// the word for it; it is no run, so no run's sums hold it.
    ///
    /// - Returns: the settlement, and the number of the baseline.
    public func settleBaseline(
        _ draft: SettlementDraft,
        under claim: Claim,
        _ terms: SettlementTerms,
        on word: BaselineTerms
    ) throws -> (settlement: Settlement, baseline: Int) {
        try connection.repeatedTransaction {
            try hold(claim)
            let row = try connection.query(
                """
                insert into ledger.baseline (
                    campus, baseline, run, person, reason, revision, hub_version, recorded_at)
                select \(claim.campus.text), coalesce(max(baseline), 0) + 1, \(claim.run),
                    \(word.person), \(word.reason), \(claim.revision), \(terms.hubVersion),
                    \(terms.now.postgres)
                from ledger.baseline
                where campus = \(claim.campus.text)
                returning baseline
                """
            ).first
            guard let baseline: Int = try row?.get("baseline") else {
                throw LedgerError.unexpectedState("a baseline was not recorded")
            }
            var transaction = SettlementTransaction(
                connection: connection,
                claim: claim,
                draft: draft,
                terms: terms
            )
            let settlement = try transaction.settle()
            guard settlement.outputs.allSatisfy({ $0 == nil }) else {
                throw LedgerError.booksDoNotBalance(claim.campus, "a baseline plans an output")
            }
            let marked = try connection.execute(
                """
                update ledger.export
                set baseline = \(baseline)
                where campus = \(claim.campus.text) and run = \(claim.run)
                """
            )
            guard marked == draft.read.count else {
                throw LedgerError.unexpectedState("an export of a baseline was not booked")
            }
            try prolong(claim)
            try connection.audit(
                AuditEntry(
                    .baseline,
                    at: claim.campus,
                    by: word.person,
                    reason: word.reason,
                    totals: .books(try settlement.books()),
                    facts: [
                        AuditFact("baseline", baseline), AuditFact("exports", marked),
                    ]
                )
            )
            return (settlement, baseline)
        }
    }

    /// Whether the ledger knows of a file in the campus's archive.
    public func knowsArchived(_ name: String, at campus: CampusKey) throws -> Bool {
        try connection.query(
            """
            select exists (
                select from ledger.export
                where campus = \(campus.text) and archived_as = \(name)
            ) as known
            """
        ).first?.get("known") ?? false
    }
}

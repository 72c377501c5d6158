import BursarModel
import PostgreSQL

extension Ledger {
    /// What was published, with its SHA-256 and totals, as the rows say it.
    func auditPublication(of outputs: [Int], under claim: Claim) throws {
        let added = try connection.query(
            """
            select ledger.append_audit(
                campus, \(claim.run), \(AuditAct.outputPublished.rawValue),
                campus || '-' || output, null, sha256,
                json_build_object('count', fees, 'charge_cents', charge_cents,
                    'credit_cents', credit_cents)::text,
                json_build_object('name', name, 'kind', kind, 'records', records::text,
                    'bytes', bytes::text)::text) as number
            from (
                select * from ledger.output
                where campus = \(claim.campus.text) and output = any (\(outputs)::bigint[])
                order by output
                offset 0
            ) published
            """
        )
        guard added.count == outputs.count else {
            throw LedgerError.unexpectedState("the audit trail did not take all entries")
        }
    }
}

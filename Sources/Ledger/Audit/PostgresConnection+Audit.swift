import BursarModel
import Digests
public import PostgreSQL

/// Adds to the audit trail, within the caller's transaction: what is not done is not in the trail.
extension PostgresConnection {
    /// Adds one entry; the last statement of a transaction.
    ///
    /// The database numbers and chains it under a lock that is held until the transaction ends, so
    /// whatever follows keeps everybody else waiting.
    public func audit(_ entry: AuditEntry) throws {
        try audit([entry])
    }

    /// Adds entries in their order, in one round trip.
    public func audit(_ entries: [AuditEntry]) throws {
        guard !entries.isEmpty else { return }
        // Nothing is null in an array that is bound; no text here is empty but for want of one.
        let owners = entries.enumerated().flatMap { place, entry in
            entry.facts.map { _ in place + 1 }
        }
        let facts = entries.flatMap(\.facts)
        let added = try query(
            """
            select ledger.append_audit(
                campus, who, act, nullif(subject, ''), nullif(reason, ''),
                decode(nullif(digest, ''), 'hex'), nullif(totals, ''), facts) as number
            from (
                select e.*, coalesce((
                    select json_object(
                        array_agg(f.name order by f.place), array_agg(f.value order by f.place))
                    from unnest(
                        \(owners)::bigint[],
                        \(facts.map(\.name))::text[],
                        \(facts.map(\.value))::text[]
                    ) with ordinality as f (owner, name, value, place)
                    where f.owner = e.place)::text, '{}') as facts
                from unnest(
                    \(entries.map { $0.campus?.text ?? "" })::text[],
                    \(entries.map(\.who))::text[],
                    \(entries.map(\.act.rawValue))::text[],
                    \(entries.map { $0.subject ?? "" })::text[],
                    \(entries.map { $0.reason ?? "" })::text[],
                    \(entries.map { $0.digest?.hex ?? "" })::text[],
                    \(entries.map { $0.totals?.json ?? "" })::text[]
                ) with ordinality as e (campus, who, act, subject, reason, digest, totals, place)
                order by e.place
                offset 0
            ) ordered
            """
        )
        guard added.count == entries.count else {
            throw LedgerError.unexpectedState("the audit trail did not take all entries")
        }
    }
}

extension Ledger {
    /// Adds an entry in a transaction of its own, for what changes no row of the ledger.
    public func audit(_ entry: AuditEntry) throws {
        try connection.repeatedTransaction { try connection.audit(entry) }
    }
}

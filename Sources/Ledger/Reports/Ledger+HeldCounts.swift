public import BursarModel
import PostgreSQL

extension Ledger {
    /// The open held fees and exports of a campus, or of all, counted by campus, reason and (where
    /// it matters) fee type.
    public func heldByReason(at campus: CampusKey? = nil) throws -> [CampusKey: [HeldCount]] {
        var held: [CampusKey: [HeldCount]] = [:]
        for row in try connection.query(
            """
            select campus, reason, fee_type, min(since) as since, \(tallyColumns: ()),
                coalesce(array_agg(distinct missing_row order by missing_row)
                    filter (where missing_row like 'no row %'), '{}')
                    as missing_rows
            from (
                select campus, reason, cents, since,
                    case when reason in ('no_item_type', 'no_lookup_value') then fee_type end as fee_type,
                    case when reason in ('no_item_type', 'no_lookup_value') then message end as missing_row
                from ledger.held_fee
                where state = 'open'
                union all
                select campus, reason, null, decided_at, null, null
                from ledger.export
                where state = 'held'
            ) h
            where \(orNull: campus?.text)::text is null or campus = \(orNull: campus?.text)
            group by campus, reason, fee_type
            order by campus, reason, fee_type
            """
        ) {
            guard let campus = CampusKey(try row.get("campus") as String),
                let reason = HoldReason(rawValue: try row.get("reason"))
            else { throw LedgerError.unexpectedState("a held item in the ledger is not readable") }
            held[campus, default: []].append(
                HeldCount(
                    reason: reason,
                    feeType: try row.get("fee_type"),
                    tally: try row.tally(),
                    since: Timestamp(try row.get("since") as PostgresTimestamp),
                    missingRows: try row.get("missing_rows")
                )
            )
        }
        return held
    }
}

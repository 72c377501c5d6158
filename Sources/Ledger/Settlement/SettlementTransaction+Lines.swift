import BursarModel
import PostgreSQL

/// Takes lines out of the outputs that they were rendered for.
extension SettlementTransaction {
    /// Nothing of the export is booked; its lines fall out of the outputs.
    mutating func holdWhole(_ export: Int, held: Int64, read: Int64) throws {
        tooManyHeld[export] =
            "\(held) of \(read) fees would be held, most for \(try mostFrequentReason(in: export))"
        try noteTargets(
            try connection.query(
                """
                select distinct target::bigint as target from pg_temp.fee_staging
                where export = \(export) and target is not null
                """,
                deadline: bulkDeadline
            )
        )
        try connection.execute("delete from pg_temp.fee_staging where export = \(export)")
        try renumberRecords()
    }

    /// What most of an export's fees are held for, with the fee type where the reason is about it.
    private func mostFrequentReason(in export: Int) throws -> Message {
        let row = try connection.query(
            """
            select reason, case when reason in ('no_item_type', 'no_lookup_value') then fee_type end
                as fee_type
            from pg_temp.fee_staging
            where export = \(export) and bucket = 'held'
            group by 1, 2
            order by count(*) desc, 1, 2
            limit 1
            """,
            deadline: bulkDeadline
        ).first
        guard let row else { return "" }
        let reason = Printable(try row.get("reason") as String)
        let type: String? = try row.get("fee_type")
        return type.map { "\(reason) of \(Printable($0))" } ?? "\(reason)"
    }

    /// Takes the lines of duplicates and held fees out of their outputs.
    mutating func dropLines(of export: Int) throws {
        try noteTargets(
            try connection.query(
                """
                select distinct target::bigint as target from pg_temp.fee_staging
                where export = \(export) and target is not null
                  and bucket not in ('written', 'diverted')
                """,
                deadline: bulkDeadline
            )
        )
        try connection.execute(
            """
            update pg_temp.fee_staging set target = null, record = null
            where export = \(export) and target is not null
              and bucket not in ('written', 'diverted')
            """,
            deadline: bulkDeadline
        )
        try renumberRecords()
    }

    private mutating func noteTargets(_ rows: [PostgresRow]) throws {
        for row in rows { changedTargets.insert(Int(try row.get("target") as Int64)) }
    }

    /// Closes the gaps that fallen lines left; held fees of earlier exports come first.
    private func renumberRecords() throws {
        for target in changedTargets.sorted() {
            try connection.execute(
                """
                update pg_temp.fee_staging s
                set record = n.record
                from (
                    select export, ordinal,
                        \(draft.targets[target]?.released.count ?? 0)
                            + row_number() over (order by export, ordinal) as record
                    from pg_temp.fee_staging
                    where target = \(target)
                ) n
                where s.export = n.export and s.ordinal = n.ordinal and s.record <> n.record
                """,
                deadline: bulkDeadline
            )
        }
    }
}

import BursarModel
import PostgreSQL

/// Books the fees: all at once where all are new, else one export after another.
extension SettlementTransaction {
    mutating func bookCharges() throws {
        let derived = draft.read.filter { $0.derivedFees > 0 || claim.hasDerivedCharges }
        if !derived.isEmpty { try analyse() }
        for export in derived { try numberDerivedKeys(of: export.export) }
        let staged = draft.read.reduce(0) { $0 + $1.books.read.count }
        if staged == 0 { return }
        try refuseUnmarked()
        // Where fees ever came without an id, any fee may be one of them under its id now.
        if !claim.hasDerivedCharges, !anyCeilingIsReached, try !anyIsPurged(), try bookAllAtOnce() {
            return
        }
        if derived.isEmpty { try analyse() }
        for export in draft.read { try bookOne(export) }
    }

    /// Tells the planner how many fees are staged.
    ///
    /// Nobody else does for a temporary table, and a plan for a few is quadratic for many.
    private func analyse() throws {
        try connection.execute("analyze pg_temp.fee_staging", deadline: bulkDeadline)
    }

    /// A ceiling can be reached by the fees that judging held alone.
    private var anyCeilingIsReached: Bool {
        draft.read.contains { export in
            terms.ceiling.isExceeded(held: export.books.held.count, of: export.books.read.count)
        }
    }

    /// Whether a staged fee came before and was purged since; its key alone does not tell then.
    ///
    /// The marks are looked up in their order, so that neighbours share the pages of the index: as
    /// fees come, theirs are all over it, which took twice the time.
    private func anyIsPurged() throws -> Bool {
        guard claim.hasPurgedCharges else { return false }
        return try connection.query(
            """
            select exists (
                select
                from (
                    select kind, purged_id from pg_temp.fee_staging
                    where reserves
                    order by purged_id
                    offset 0
                ) s
                cross join lateral (
                    select from ledger.purged p
                    where p.campus = \(claim.campus.text) and p.kind = s.kind and p.id = s.purged_id
                    limit 1
                ) p
            ) as is_any
            """,
            deadline: bulkDeadline
        ).first?.get("is_any") ?? true
    }

    /// Fees that cannot be compared with the purged ones must not be booked.
    private func refuseUnmarked() throws {
        guard claim.hasPurgedCharges else { return }
        let row = try connection.query(
            """
            select exists (
                select from pg_temp.fee_staging where reserves and purged_id is null
            ) as is_any
            """,
            deadline: bulkDeadline
        ).first
        guard try row?.get("is_any") == false else {
            throw LedgerError.unexpectedState(
                "fees of \(claim.campus) were not compared with those that were purged"
            )
        }
    }

    /// Adds the ordinal among equal fees of the export to each derived key.
    private func numberDerivedKeys(of export: Int) throws {
        try connection.execute(
            """
            update pg_temp.fee_staging s
            set id = case kind when 'drv' then s.id || '.' || n.place else s.id end,
                derived_id = s.derived_id || '.' || n.place
            from (
                select ctid as row,
                    row_number() over (
                        partition by case kind when 'drv' then id else derived_id end
                        order by ordinal) as place
                from pg_temp.fee_staging
                where export = \(export) and (kind = 'drv' or derived_id is not null)
            ) n
            where s.ctid = n.row
            """,
            deadline: bulkDeadline
        )
    }

    /// True where every staged fee is new; else nothing is booked.
    ///
    /// The key itself tells: an insert that meets a known one fails at its first row. Measured, it
    /// takes half the time of one that looks for a conflict before each row.
    private func bookAllAtOnce() throws -> Bool {
        do {
            try connection.savepoint("all_exports") {
                _ = try insertCharges(of: draft.read.map(\.export))
            }
            return true
        } catch let error as PostgresError {
            guard error.state == .uniqueViolation else { throw error }
            return false
        }
    }

    private func insertCharges(of exports: [Int]) throws -> Int {
        try connection.execute(
            """
            insert into ledger.charge (
                campus, kind, id, generation, fingerprint, student_id, cents, fee_type, library,
                fee_date, export, ordinal, line, bucket, reason, output, record, booked_at)
            select \(claim.campus.text), s.kind, s.id, 1, s.fingerprint, s.student_id, s.cents,
                s.fee_type, s.library, s.fee_date, s.export, s.ordinal, s.line, s.bucket, s.reason,
                s.target + \(claim.nextOutput), s.record, \(terms.now.postgres)
            from pg_temp.fee_staging s
            where s.reserves and s.export = any (\(exports)::bigint[])
            """,
            deadline: bulkDeadline
        )
    }

    /// Books an export of which some fees came before, comparing fee by fee.
    private mutating func bookOne(_ export: SettlementDraft.ReadExport) throws {
        let number = export.export
        try holdChangedWithin(number)
        try recogniseKnown(number)
        try recogniseRepeatedWithin(number)
        let held = try count(of: number, in: .held)
        if terms.ceiling.isExceeded(held: held, of: export.books.read.count),
            !export.isReleased
        {
            try holdWhole(number, held: held, read: export.books.read.count)
            return
        }
        try dropLines(of: number)
        let expected =
            try connection.query(
                "select count(*) as fees from pg_temp.fee_staging where export = \(number) and reserves"
            ).first?.get("fees") as Int64?
        let booked = try insertCharges(of: [number])
        guard Int64(booked) == expected else {
            throw LedgerError.booksDoNotBalance(
                claim.campus,
                "\(booked) charges were booked for export \(number)"
            )
        }
    }

    /// Different fingerprints under one key within one export hold all of them.
    ///
    /// The first reserves the key, so that none of them is taken for new when it comes again alone.
    private func holdChangedWithin(_ export: Int) throws {
        try connection.execute(
            """
            update pg_temp.fee_staging s
            set bucket = 'held', reason = 'changed', reserves = s.ordinal = c.first and not c.is_known,
                message = 'the transaction id stands more than once in the export, with different values'
            from (
                select g.*, exists (
                    select from ledger.charge k
                    where k.campus = \(claim.campus.text) and k.kind = g.kind and k.id = g.id
                ) or exists (
                    select from ledger.purged k
                    where k.campus = \(claim.campus.text) and k.kind = g.kind
                      and k.id = g.purged_id
                      and k.place = case g.kind when 'drv' then split_part(g.id, '.', 2)::int else 0 end
                ) as is_known
                from (
                    select kind, id, (array_agg(purged_id))[1] as purged_id, min(ordinal) as first
                    from pg_temp.fee_staging
                    where export = \(export) and reserves
                    group by kind, id
                    having count(distinct fingerprint) > 1
                ) g
            ) c
            where s.export = \(export) and s.reserves and s.kind = c.kind and s.id = c.id
            """,
            deadline: bulkDeadline
        )
    }

    /// Compares with the ledger: the same again is a duplicate, the same key otherwise is held.
    ///
    /// The lateral joins make the planner look up each key, however many charges the campus has;
    /// of itself it would read all of them. Purged charges are known by their marks.
    private func recogniseKnown(_ export: Int) throws {
        try connection.execute(
            """
            update pg_temp.fee_staging s
            set reserves = false, repeats_purged = k.same_purged,
                bucket = case when k.same is not null and s.kind = 'btx' then 'duplicate' else 'held' end,
                generation = case when s.kind = 'btx' then k.same end,
                reason = case
                    when s.kind = 'drv' then 'suspected_duplicate'
                    when k.same is null then 'changed' end,
                message = case
                    when s.kind = 'drv' then 'an equal fee without a transaction id came in an earlier export'
                    when k.same is null then 'an earlier export had the same transaction id with other values' end
            from (
                select p.ctid as row, coalesce(c.same, g.same) as same,
                    c.same is null and g.same is not null as same_purged
                from pg_temp.fee_staging p
                cross join lateral (
                    select count(*) as known,
                        max(generation) filter (where fingerprint = p.fingerprint) as same
                    from ledger.charge
                    where campus = \(claim.campus.text) and kind = p.kind and id = p.id
                ) c
                cross join lateral (
                    select count(*) as known,
                        max(generation) filter (where fingerprint = p.purged_fingerprint) as same
                    from ledger.purged
                    where campus = \(claim.campus.text) and kind = p.kind and id = p.purged_id
                      and place = case p.kind when 'drv' then split_part(p.id, '.', 2)::int else 0 end
                ) g
                where p.export = \(export) and p.reserves and c.known + g.known > 0
            ) k
            where s.ctid = k.row
            """,
            deadline: bulkDeadline
        )
        guard claim.hasDerivedCharges else { return }
        // It keeps its own key: coming once more it is a duplicate, and not held a second time.
        try connection.execute(
            """
            update pg_temp.fee_staging s
            set bucket = 'held', reason = 'suspected_duplicate',
                message = 'an equal fee without a transaction id came in an earlier export'
            from (
                select p.ctid as row
                from pg_temp.fee_staging p
                cross join lateral (
                    select count(*) as known
                    from ledger.charge
                    where campus = \(claim.campus.text) and kind = 'drv' and id = p.derived_id
                ) c
                cross join lateral (
                    select count(*) as known
                    from ledger.purged
                    where campus = \(claim.campus.text) and kind = 'drv'
                      and id = p.purged_derived_id and place = split_part(p.derived_id, '.', 2)::int
                ) g
                where p.export = \(export) and p.reserves and p.kind = 'btx'
                  and p.reason is distinct from 'changed' and c.known + g.known > 0
            ) k
            where s.ctid = k.row
            """,
            deadline: bulkDeadline
        )
    }

    /// Of equal fees under one transaction id the first counts, the others are duplicates of it.
    private func recogniseRepeatedWithin(_ export: Int) throws {
        try connection.execute(
            """
            update pg_temp.fee_staging s
            set reserves = false, bucket = 'duplicate', generation = 1, reason = null, message = null
            from (
                select kind, id, min(ordinal) as first
                from pg_temp.fee_staging
                where export = \(export) and reserves
                group by kind, id
                having count(*) > 1
            ) r
            where s.export = \(export) and s.reserves and s.kind = r.kind and s.id = r.id
              and s.ordinal > r.first
            """,
            deadline: bulkDeadline
        )
    }

    private func count(of export: Int, in bucket: Bucket) throws -> Int64 {
        try connection.query(
            """
            select count(*) as fees from pg_temp.fee_staging
            where export = \(export) and bucket = \(bucket.rawValue)
            """,
            deadline: bulkDeadline
        ).first?.get("fees") ?? 0
    }
}

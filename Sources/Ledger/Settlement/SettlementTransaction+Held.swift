import BursarModel
import PostgreSQL

/// What is booked beside the charges: duplicates, held fees, and held fees that are released.
extension SettlementTransaction {
    func insertDuplicates() throws {
        try connection.execute(
            """
            insert into ledger.duplicate (
                campus, export, ordinal, line, kind, id, purged_id, generation, booked_at)
            select \(claim.campus.text), export, ordinal, line, kind,
                case when not repeats_purged then id end,
                case when repeats_purged then purged_id end,
                generation, \(terms.now.postgres)
            from pg_temp.fee_staging
            where bucket = 'duplicate'
            """,
            deadline: bulkDeadline
        )
    }

    func insertHeldFees() throws {
        try connection.execute(
            """
            insert into ledger.held_fee (
                campus, held, export, ordinal, line, kind, id, fingerprint, student_id, cents,
                fee_type, library, fee_date, reason, message, state, since, judged_revision,
                judged_version, judged_on)
            select \(claim.campus.text),
                (select coalesce(max(held), 0) from ledger.held_fee where campus = \(claim.campus.text))
                    + row_number() over (order by export, ordinal),
                export, ordinal, line, kind, id, fingerprint, student_id, cents, fee_type, library,
                fee_date, reason, coalesce(message, ''), 'open', \(terms.now.postgres),
                \(claim.revision), \(terms.hubVersion), \(claim.local.date.postgres)
            from pg_temp.fee_staging
            where bucket = 'held'
            """,
            deadline: bulkDeadline
        )
    }

    /// Gives released fees their records, and moves their exports' books from held to written.
    func moveReleasedFees(to outputs: [PlannedOutput?]) throws -> Tally {
        guard !draft.releases.isEmpty else { return .zero }
        try correctReleasedFees()
        let held = draft.releases.map(\.held)
        let targets = draft.releases.map { claim.nextOutput + $0.target }
        let kinds = draft.releases.map {
            draft.targets[$0.target]?.kind == .sfs ? "written" : "diverted"
        }
        let records = draft.releases.map(\.record)
        let moved = try connection.query(
            """
            with released as (
                update ledger.held_fee f
                set state = 'released', joins_next = false, settled_at = \(terms.now.postgres),
                    settled_by = \(claim.run), output = r.output, record = r.record,
                    bucket = r.bucket, judged_revision = \(claim.revision),
                    judged_version = \(terms.hubVersion), judged_on = \(claim.local.date.postgres)
                from unnest(\(held)::int[], \(targets)::int[], \(records)::bigint[], \(kinds)::text[])
                    as r (held, output, record, bucket)
                where f.campus = \(claim.campus.text) and f.held = r.held and f.state = 'open'
                returning f.export, f.bucket, f.cents
            )
            select export, bucket, \(tallyColumns: ())
            from released
            group by export, bucket
            """
        )
        var released = Tally.zero
        for row in moved {
            let tally = try row.tally()
            try released.add(tally)
            try moveBooks(
                of: try row.get("export"),
                toWritten: try row.get("bucket") == "written",
                tally
            )
        }
        guard released.count == Int64(draft.releases.count) else {
            throw LedgerError.unexpectedState("a held fee of \(claim.campus) was settled meanwhile")
        }
        return released
    }

    /// Notes amounts and days that could not be read when the fees were held.
    ///
    /// Their export was booked without those cents: they join what it read, and what it holds.
    private func correctReleasedFees() throws {
        let found = draft.releases.filter { $0.amount != nil || $0.date != nil }
        guard !found.isEmpty else { return }
        let amounts = found.map { $0.amount.map { "\($0.value)" } ?? "" }.joined(separator: ",")
        let days = found.map { $0.date?.iso ?? "" }.joined(separator: ",")
        try connection.execute(
            """
            with corrected as (
                update ledger.held_fee f
                set cents = coalesce(r.cents::bigint, f.cents), fee_date = coalesce(r.day::date, f.fee_date)
                from unnest(
                        \(found.map(\.held))::int[],
                        string_to_array(\(amounts), ',', ''),
                        string_to_array(\(days), ',', '')
                    ) as r (held, cents, day)
                join ledger.held_fee o on o.campus = \(claim.campus.text) and o.held = r.held
                where f.campus = \(claim.campus.text) and f.held = r.held and f.state = 'open'
                returning f.export, coalesce(f.cents, 0) as now, coalesce(o.cents, 0) as before
            ), difference as (
                select export, sum(greatest(now, 0) - greatest(before, 0))::bigint as charge_cents,
                    sum(greatest(-now, 0) - greatest(-before, 0))::bigint as credit_cents
                from corrected
                group by export
            )
            update ledger.export x
            set read_charge_cents = x.read_charge_cents + d.charge_cents,
                read_credit_cents = x.read_credit_cents + d.credit_cents,
                held_charge_cents = x.held_charge_cents + d.charge_cents,
                held_credit_cents = x.held_credit_cents + d.credit_cents
            from difference d
            where x.campus = \(claim.campus.text) and x.export = d.export
            """
        )
    }

    private func moveBooks(of export: Int, toWritten: Bool, _ tally: Tally) throws {
        let written = toWritten ? tally : .zero
        let diverted = toWritten ? .zero : tally
        try connection.execute(
            """
            update ledger.export
            set held_count = held_count - \(tally.count),
                held_charge_cents = held_charge_cents - \(tally.chargeCents),
                held_credit_cents = held_credit_cents - \(tally.creditCents),
                written_count = written_count + \(written.count),
                written_charge_cents = written_charge_cents + \(written.chargeCents),
                written_credit_cents = written_credit_cents + \(written.creditCents),
                diverted_count = diverted_count + \(diverted.count),
                diverted_charge_cents = diverted_charge_cents + \(diverted.chargeCents),
                diverted_credit_cents = diverted_credit_cents + \(diverted.creditCents)
            where campus = \(claim.campus.text) and export = \(export)
            """
        )
    }

    /// Ends held fees that a rule of the campus leaves out now, with the books of their exports.
    func moveSkippedFees() throws {
        guard !draft.skips.isEmpty else { return }
        let moved = try connection.execute(
            """
            with skipped as (
                update ledger.held_fee
                set state = 'written_off', bucket = 'skipped', joins_next = false,
                    settled_at = \(terms.now.postgres), settled_by = \(claim.run),
                    message = 'left out by a rule of the campus'
                where campus = \(claim.campus.text) and held = any (\(draft.skips)::bigint[])
                  and state = 'open'
                returning export, cents
            ), moved as (
                select export, \(tallyColumns: ())
                from skipped
                group by export
            )
            update ledger.export x
            set held_count = held_count - m.count,
                held_charge_cents = held_charge_cents - m.charge_cents,
                held_credit_cents = held_credit_cents - m.credit_cents,
                skipped_count = skipped_count + m.count,
                skipped_charge_cents = skipped_charge_cents + m.charge_cents,
                skipped_credit_cents = skipped_credit_cents + m.credit_cents
            from moved m
            where x.campus = \(claim.campus.text) and x.export = m.export
            """
        )
        guard moved > 0 else {
            throw LedgerError.unexpectedState("a held fee of \(claim.campus) was settled meanwhile")
        }
    }

    func markRejudged() throws {
        guard !draft.rejudged.isEmpty else { return }
        try connection.execute(
            """
            update ledger.held_fee f
            set reason = r.reason, message = r.message, joins_next = false,
                judged_revision = \(claim.revision), judged_version = \(terms.hubVersion), judged_on = \(claim.local.date.postgres)
            from unnest(
                \(draft.rejudged.map(\.held))::int[],
                \(draft.rejudged.map(\.reason.rawValue))::text[],
                \(draft.rejudged.map(\.message.text))::text[]) as r (held, reason, message)
            where f.campus = \(claim.campus.text) and f.held = r.held and f.state = 'open'
            """
        )
    }
}

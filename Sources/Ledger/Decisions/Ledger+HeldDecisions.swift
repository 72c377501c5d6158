public import BursarModel
import Digests
import Failpoints
import PostgreSQL

extension Ledger {
    /// Carries a decision out on held fees and exports of one campus, all or nothing.
    ///
    /// `readable` are the figures of exports that are written off, as they were read from the
    /// archive; one that cannot be read has none. With `marks` keys are looked for among purged ones;
    /// a release at a campus that was purged needs them.
    ///
    /// - Throws: `LedgerError.unexpectedState` where one of them is not as it was found.
    public func decide(
        _ decision: HeldDecision,
        on subjects: [HeldSubject],
        readable: [HeldItemID: Tally] = [:],
        under claim: Claim,
        marks: PurgeMarks? = nil,
        word: PersonsWord
    ) throws {
        var fees: [Int] = []
        var exports: [(id: HeldItemID, number: Int)] = []
        for subject in subjects {
            switch subject.id {
            case .fee(_, let number): fees.append(number)
            case .export(_, let number): exports.append((subject.id, number))
            }
        }
        try connection.repeatedTransaction {
            try hold(claim)
            let changed =
                switch decision {
                case .release: try release(fees: fees, under: claim, marks, word)
                case .writeOff: try writeOff(fees: fees, at: claim.campus, word)
                case .reopen: try reopen(fees: fees, at: claim.campus, word)
                }
            try expect(changed, fees.count, at: claim.campus)
            for export in exports {
                let changed =
                    switch decision {
                    case .release: try release(export: export.number, at: claim.campus, word)
                    case .writeOff:
                        try writeOff(
                            export: export.number,
                            reading: readable[export.id] ?? .zero,
                            at: claim.campus,
                            word
                        )
                    case .reopen: try reopen(export: export.number, at: claim.campus, word)
                    }
                try expect(changed, 1, at: claim.campus)
            }
            try connection.audit(
                subjects.map { .decision(decision, on: $0, readable[$0.id], by: word) }
            )
            try Failpoint.reached("held_decision.before_commit")
        }
        try Failpoint.reached("held_decision.after_commit")
    }

    private func expect(_ changed: Int, _ expected: Int, at campus: CampusKey) throws {
        guard changed == expected else {
            throw LedgerError.unexpectedState("what is held of \(campus) was settled meanwhile")
        }
    }

    // MARK: Fees

    /// The next settlement takes them up; one whose key another fee has gets a charge of its own.
    private func release(
        fees: [Int],
        under claim: Claim,
        _ marks: PurgeMarks?,
        _ word: PersonsWord
    ) throws -> Int {
        guard !fees.isEmpty else { return 0 }
        let campus = claim.campus
        try bookFurtherCharges(
            for: fees,
            at: campus,
            after: purgedGenerations(ofFees: fees, under: claim, marks),
            word
        )
        return try connection.execute(
            """
            update ledger.held_fee
            set joins_next = true, let_pass = array_append(array_remove(let_pass, reason), reason),
                decision = \(HeldDecision.release.rawValue), decided_by = \(word.person),
                decided_at = \(word.now.postgres), decision_reason = \(orNull: word.reason)
            where campus = \(campus.text) and held = any (\(fees)::bigint[])
              and state = 'open' and not joins_next
            """
        )
    }

    /// The same key, the next generation: what a person says is another fee is another charge.
    ///
    /// A fee that reserved its key when it came has its charge already.
    private func bookFurtherCharges(
        for fees: [Int],
        at campus: CampusKey,
        after purged: PurgedGenerations,
        _ word: PersonsWord
    ) throws {
        try connection.execute(
            """
            insert into ledger.charge (
                campus, kind, id, generation, fingerprint, student_id, cents, fee_type, library,
                fee_date, export, ordinal, line, bucket, reason, booked_at)
            select f.campus, f.kind, f.id,
                greatest(k.last, g.last)
                    + row_number() over (partition by f.kind, f.id order by f.export, f.ordinal),
                f.fingerprint, f.student_id, f.cents, f.fee_type, f.library, f.fee_date, f.export,
                f.ordinal, f.line, 'held', f.reason, \(word.now.postgres)
            from ledger.held_fee f
            cross join lateral (
                select coalesce(max(c.generation), 0) as last,
                    coalesce(bool_or(c.export = f.export and c.ordinal = f.ordinal), false) as is_booked
                from ledger.charge c
                where c.campus = f.campus and c.kind = f.kind and c.id = f.id
            ) k
            cross join lateral (
                select coalesce(max(p.last), 0) as last
                from unnest(\(purged.kinds)::text[], \(purged.ids)::text[],
                    \(purged.generations)::bigint[]::integer[]) as p (kind, id, last)
                where p.kind = f.kind and p.id = f.id
            ) g
            where f.campus = \(campus.text) and f.held = any (\(fees)::bigint[])
              and f.state = 'open' and f.kind is not null
              and f.reason in ('changed', 'suspected_duplicate') and not k.is_booked
            """
        )
    }

    /// The keys of fees that purged charges had, each with the last number among those.
    private struct PurgedGenerations {
        var kinds: [String] = []
        var ids: [String] = []
        var generations: [Int] = []
    }

    private func purgedGenerations(
        ofFees fees: [Int],
        under claim: Claim,
        _ marks: PurgeMarks?
    ) throws -> PurgedGenerations {
        var found = PurgedGenerations()
        guard claim.hasPurgedCharges else { return found }
        for row in try connection.query(
            """
            select distinct kind, id from ledger.held_fee
            where campus = \(claim.campus.text) and held = any (\(fees)::bigint[])
              and kind is not null and reason in ('changed', 'suspected_duplicate')
            """
        ) {
            let (kind, id): (String, String) = (try row.get("kind"), try row.get("id"))
            guard let (mark, place) = marks?.mark(kind: kind, id: id) else {
                throw LedgerError.unexpectedState(
                    "fees of \(claim.campus) were not compared with those that were purged"
                )
            }
            let last: Int =
                try connection.query(
                    """
                    select coalesce(max(generation), 0)::bigint as last from ledger.purged
                    where campus = \(claim.campus.text) and kind = \(kind) and id = \(mark.bytes)
                      and place = \(place)
                    """
                ).first?.get("last") ?? 0
            found.kinds.append(kind)
            found.ids.append(id)
            found.generations.append(last)
        }
        return found
    }

    private func writeOff(fees: [Int], at campus: CampusKey, _ word: PersonsWord) throws -> Int {
        try moveBooks(
            ofFees: fees,
            from: "held",
            at: campus,
            by: """
                update ledger.held_fee
                set state = 'written_off', bucket = 'skipped', joins_next = false,
                    settled_at = \(word.now.postgres), settled_by = \(word.person),
                    decision = \(HeldDecision.writeOff.rawValue), decided_by = \(word.person),
                    decided_at = \(word.now.postgres), decision_reason = \(orNull: word.reason)
                where campus = \(campus.text) and held = any (\(fees)::bigint[]) and state = 'open'
                returning export, cents
                """
        )
    }

    private func reopen(fees: [Int], at campus: CampusKey, _ word: PersonsWord) throws -> Int {
        try moveBooks(
            ofFees: fees,
            from: "skipped",
            at: campus,
            by: """
                update ledger.held_fee
                set state = 'open', bucket = null, settled_at = null, settled_by = null,
                    decision = \(HeldDecision.reopen.rawValue), decided_by = \(word.person),
                    decided_at = \(word.now.postgres), decision_reason = \(orNull: word.reason)
                where campus = \(campus.text) and held = any (\(fees)::bigint[])
                  and state = 'written_off' and decision = \(HeldDecision.writeOff.rawValue)
                returning export, cents
                """
        )
    }

    /// Changes fees, and moves the books of their exports between held and skipped.
    private func moveBooks(
        ofFees fees: [Int],
        from bucket: StaticString,
        at campus: CampusKey,
        by change: PostgresStatement
    ) throws -> Int {
        guard !fees.isEmpty else { return 0 }
        let sign = bucket.description == "held" ? 1 : -1
        return try connection.query(
            """
            with changed as (
                \(change)
            ), moved as (
                select export, \(tallyColumns: ())
                from changed
                group by export
            ), books as (
                update ledger.export x
                set held_count = held_count - m.count * \(sign),
                    held_charge_cents = held_charge_cents - m.charge_cents * \(sign),
                    held_credit_cents = held_credit_cents - m.credit_cents * \(sign),
                    skipped_count = skipped_count + m.count * \(sign),
                    skipped_charge_cents = skipped_charge_cents + m.charge_cents * \(sign),
                    skipped_credit_cents = skipped_credit_cents + m.credit_cents * \(sign)
                from moved m
                where x.campus = \(campus.text) and x.export = m.export
            )
            select count(*) as fees from changed
            """
        ).first.map { Int(try $0.get("fees") as Int64) } ?? 0
    }

    // MARK: Exports

    /// The next run judges it anew, and what it is held for does not hold it again.
    private func release(export: Int, at campus: CampusKey, _ word: PersonsWord) throws -> Int {
        // Its message names the number too: whoever lets the name pass lets that pass.
        try connection.execute(
            """
            update ledger.export
            set joins_next = true,
                let_pass = case reason
                    when 'name_reused' then let_pass || array['name_reused', 'export_reused']
                    else array_append(let_pass, reason) end,
                decision = \(HeldDecision.release.rawValue), decided_by = \(word.person),
                decision_reason = \(orNull: word.reason)
            where campus = \(campus.text) and export = \(export) and state = 'held'
              and not joins_next
            """
        )
    }

    /// All that was read of it is skipped; no charge of it is booked, so that it can be taken back.
    private func writeOff(
        export: Int,
        reading read: Tally,
        at campus: CampusKey,
        _ word: PersonsWord
    ) throws -> Int {
        try connection.execute(
            """
            update ledger.export
            set state = 'ignored', held_for = reason, reason = 'written_off', joins_next = false,
                written_off_at = \(word.now.postgres), booked_at = \(word.now.postgres),
                (read_count, read_charge_cents, read_credit_cents) = (\(tally: read)),
                (skipped_count, skipped_charge_cents, skipped_credit_cents) = (\(tally: read)),
                decision = \(HeldDecision.writeOff.rawValue), decided_by = \(word.person),
                decision_reason = \(orNull: word.reason)
            where campus = \(campus.text) and export = \(export) and state = 'held'
            """
        )
    }

    private func reopen(export: Int, at campus: CampusKey, _ word: PersonsWord) throws -> Int {
        try connection.execute(
            """
            update ledger.export
            set state = 'held', reason = held_for, held_for = null, written_off_at = null,
                booked_at = null,
                (read_count, read_charge_cents, read_credit_cents) = (\(tally: .zero)),
                (skipped_count, skipped_charge_cents, skipped_credit_cents) = (\(tally: .zero)),
                decision = \(HeldDecision.reopen.rawValue), decided_by = \(word.person),
                decision_reason = \(orNull: word.reason)
            where campus = \(campus.text) and export = \(export) and held_for is not null
            """
        )
    }
}

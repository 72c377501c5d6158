public import BursarModel
import Digests
import Failpoints
import PostgreSQL

/// On what word an output's fees are taken back, and what is to become of them.
public struct VoidTerms: Sendable {
    /// The run, or the person, that takes them back.
    public var author: String
    /// What the ledger keeps beside the output, and beside each of its fees.
    public var note: Message
    /// Whether the next settlement sends the fees again; else they wait for a person.
    public var joinsNext: Bool
    /// The word of the person who wants it; nil where a run makes room.
    public var decision: OutputDecision?
    public var hubVersion: String
    public var now: Timestamp

    public init(
        author: String,
        note: Message,
        joinsNext: Bool,
        decision: OutputDecision? = nil,
        hubVersion: String,
        now: Timestamp
    ) {
        self.author = author
        self.note = note
        self.joinsNext = joinsNext
        self.decision = decision
        self.hubVersion = hubVersion
        self.now = now
    }
}

extension Ledger {
    /// Takes the fees of an output back, all or nothing: it becomes void, they are held.
    ///
    /// A charge is never changed: that it left its output is a row of its own among the held fees,
    /// and its export's books move from written or diverted to held. Only for an output that can be
    /// in no outbox any more, or that a person answers for.
    ///
    /// - Returns: what the fees come to.
    /// - Throws: `LedgerError.booksDoNotBalance` if they are not what the output was booked with.
    public func void(
        _ output: Int,
        in state: OutputState,
        under claim: Claim,
        _ terms: VoidTerms
    ) throws -> Tally {
        let taken = try connection.repeatedTransaction {
            let taken = try takeBack(output, in: state, under: claim, terms)
            try connection.audit(
                .takingBack(OutputID(claim.campus, output), taken, terms)
            )
            try Failpoint.reached("void.before_commit")
            return taken.fees
        }
        try Failpoint.reached("void.after_commit")
        return taken
    }

    /// An output that is void now.
    struct TakenBack {
        var fees: Tally
        /// Of its file; nil where its bytes were never fixed.
        var digest: SHA256Digest?
    }

    /// Does so within the caller's transaction.
    func takeBack(
        _ output: Int,
        in state: OutputState,
        under claim: Claim,
        _ terms: VoidTerms
    ) throws -> TakenBack {
        try hold(claim)
        let decision = terms.decision
        let row = try connection.query(
            """
            update ledger.output
            set state = 'void', void_at = \(terms.now.postgres), voided_by = \(terms.author),
                epoch = \(claim.epoch), note = \(terms.note.text),
                decision = \(orNull: decision?.kind.rawValue), decided_by = \(orNull: decision?.person),
                decided_at = \(orNull: decision?.decidedAt.postgres)::timestamptz,
                decision_reason = \(orNull: decision?.reason)
            where campus = \(claim.campus.text) and output = \(output)
              and state = \(state.rawValue) and state <> 'void'
            returning planned_at, sha256, fees, charge_cents, credit_cents
            """
        ).first
        try expectOne(row == nil ? 0 : 1, output, of: claim, was: state)
        guard let row else { return TakenBack(fees: .zero, digest: nil) }
        try refusePurged(output, of: claim.campus)
        let taken = try holdFees(
            of: output,
            bookedAt: Timestamp(try row.get("planned_at") as PostgresTimestamp),
            under: claim,
            terms
        )
        // An output is of charges and credits that are never netted, so a missing fee shows.
        guard taken.count == (try row.get("fees") as Int64),
            taken.chargeCents == (try row.get("charge_cents") as Int64),
            taken.creditCents == (try row.get("credit_cents") as Int64)
        else {
            throw LedgerError.booksDoNotBalance(
                claim.campus,
                "the fees of output \(output) are not what it was booked with"
            )
        }
        let digest: [UInt8]? = try row.get("sha256")
        return TakenBack(fees: taken, digest: digest.flatMap { SHA256Digest(bytes: $0) })
    }

    /// What was purged cannot be sent anew: nobody knows any more whose it was.
    private func refusePurged(_ output: Int, of campus: CampusKey) throws {
        guard try !hasPurgedFees(output, of: campus) else {
            throw LedgerError.unexpectedState(
                "fees of output \(output) of \(campus) were purged; it cannot be taken back any more"
            )
        }
    }

    /// Whether fees of an output were purged, or its file was.
    public func hasPurgedFees(_ output: Int, of campus: CampusKey) throws -> Bool {
        let row = try connection.query(
            """
            select exists (
                select
                from ledger.output o
                join ledger.purged p
                    on p.campus = o.campus and p.booked_at = o.planned_at and p.output = o.output
                where o.campus = \(campus.text) and o.output = \(output)
            ) or exists (
                select from ledger.held_fee
                where campus = \(campus.text) and output = \(output) and fingerprint is null
            ) or exists (
                select from ledger.output
                where campus = \(campus.text) and output = \(output) and purged_at is not null
            ) as is_any
            """
        ).first
        return try row?.get("is_any") ?? true
    }

    private func holdFees(
        of output: Int,
        bookedAt: Timestamp,
        under claim: Claim,
        _ terms: VoidTerms
    ) throws -> Tally {
        let campus = claim.campus.text
        let row = try connection.query(
            """
            with fees as (
                select export, ordinal, line, kind, id, fingerprint, student_id, cents, fee_type,
                    library, fee_date, bucket, '{}'::text[] as let_pass
                from ledger.charge
                where campus = \(campus) and booked_at = \(bookedAt.postgres)
                  and output = \(output)
                union all
                select export, ordinal, line, kind, id, fingerprint, student_id, cents, fee_type,
                    library, fee_date, bucket, let_pass
                from ledger.held_fee
                where campus = \(campus) and output = \(output) and state = 'released'
            ), held as (
                insert into ledger.held_fee (
                    campus, held, export, ordinal, line, kind, id, fingerprint, student_id, cents,
                    fee_type, library, fee_date, reason, message, state, since, judged_revision,
                    judged_version, judged_on, from_output, joins_next, let_pass)
                select \(campus),
                    (select coalesce(max(held), 0) from ledger.held_fee where campus = \(campus))
                        + row_number() over (order by export, ordinal),
                    export, ordinal, line, kind, id, fingerprint, student_id, cents, fee_type,
                    library, fee_date, 'output_void', \(terms.note.text), 'open',
                    \(terms.now.postgres), \(claim.revision), \(terms.hubVersion),
                    \(claim.local.date.postgres), \(output), \(terms.joinsNext),
                    let_pass
                from fees
            ), moved as (
                select export, bucket = 'written' as is_written, \(tallyColumns: ())
                from fees
                group by export, is_written
            ), sums as (
                select export,
                    sum(count)::bigint as count,
                    sum(charge_cents)::bigint as charge_cents,
                    sum(credit_cents)::bigint as credit_cents,
                    coalesce(sum(count) filter (where is_written), 0)::bigint as written_count,
                    coalesce(sum(charge_cents) filter (where is_written), 0)::bigint as written_charge_cents,
                    coalesce(sum(credit_cents) filter (where is_written), 0)::bigint as written_credit_cents
                from moved
                group by export
            ), books as (
                update ledger.export x
                set held_count = x.held_count + m.count,
                    held_charge_cents = x.held_charge_cents + m.charge_cents,
                    held_credit_cents = x.held_credit_cents + m.credit_cents,
                    written_count = x.written_count - m.written_count,
                    written_charge_cents = x.written_charge_cents - m.written_charge_cents,
                    written_credit_cents = x.written_credit_cents - m.written_credit_cents,
                    diverted_count = x.diverted_count - m.count + m.written_count,
                    diverted_charge_cents = x.diverted_charge_cents - m.charge_cents + m.written_charge_cents,
                    diverted_credit_cents = x.diverted_credit_cents - m.credit_cents + m.written_credit_cents
                from sums m
                where x.campus = \(campus) and x.export = m.export
            )
            select \(tallyColumns: ()) from fees
            """,
            deadline: .seconds(120)
        ).first
        return try row?.tally() ?? .zero
    }
}

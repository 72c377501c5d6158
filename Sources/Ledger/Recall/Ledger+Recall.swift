public import BursarModel
import Failpoints
import PostgreSQL

/// Outputs in an outbox: whether they were collected, and the way back.
extension Ledger {
    /// Outputs that lie in an outbox as far as anybody knows, oldest first.
    ///
    /// Of this home alone: another home's staging folder is not here, so nothing can be taken back.
    public func uncollectedOutputs(
        in outbox: String,
        of home: String,
        at campus: CampusKey
    ) throws -> [PlannedOutput] {
        try connection.query(
            """
            select * from ledger.output
            where campus = \(campus.text) and state = 'published' and collected_at is null
              and outbox = \(outbox) and home_id = \(home)
              -- What a person says was delivered is never taken back to be sent anew.
              and decision is distinct from 'confirm'
            order by output
            """
        ).map(PlannedOutput.init)
    }

    /// The exports that an output's fees came in, oldest first.
    public func sources(of output: PlannedOutput, at campus: CampusKey) throws -> [OutputSource] {
        try connection.query(
            """
            select x.*
            from ledger.export x
            where x.campus = \(campus.text) and x.export in (
                select export from ledger.charge
                where campus = \(campus.text) and booked_at = \(output.plannedAt.postgres)
                  and output = \(output.output)
                union
                select export from ledger.held_fee
                where campus = \(campus.text) and output = \(output.output) and state = 'released')
            order by x.export
            """,
            deadline: .seconds(120)
        ).map(OutputSource.init)
    }

    /// Outputs that a killed run was taking back, in the order of their numbers.
    public func outputsBeingRecalled(at campus: CampusKey) throws -> [PlannedOutput] {
        try connection.query(
            """
            select * from ledger.output
            where campus = \(campus.text) and state = 'recalling'
            order by output
            """
        ).map(PlannedOutput.init)
    }

    /// Those of the outputs that are in no outbox and never will be: taken back, or delivered by hand.
    public func outputsSetAside(
        among outputs: [Int],
        at campus: CampusKey
    ) throws -> Set<Int> {
        guard !outputs.isEmpty else { return [] }
        return Set(
            try connection.query(
                """
                select output from ledger.output
                where campus = \(campus.text) and output = any (\(outputs)::bigint[])
                  and (state = 'void' or (state = 'published' and decision = 'confirm'))
                """
            ).map { try $0.get("output") }
        )
    }

    /// Published outputs were seen to be gone from their outbox.
    public func markCollected(
        _ outputs: [Int],
        under claim: Claim,
        at now: Timestamp
    ) throws {
        guard !outputs.isEmpty else { return }
        try connection.repeatedTransaction {
            try hold(claim)
            try connection.execute(
                """
                update ledger.output
                set collected_at = \(now.postgres)
                where campus = \(claim.campus.text) and output = any (\(outputs)::bigint[])
                  and state = 'published' and collected_at is null
                """
            )
        }
    }

    /// From now on the output may be out of its outbox; what the rename says decides.
    ///
    /// `decision` is what a person wants with it; nil: a run makes room for its successor. `foundAt`
    /// is when it was found in the outbox, where the hub that published it could not record that.
    public func beginRecall(
        _ output: Int,
        for decision: OutputDecision? = nil,
        foundAt: Timestamp? = nil,
        under claim: Claim
    ) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            let marked = try connection.execute(
                """
                update ledger.output
                set state = 'recalling', epoch = \(claim.epoch), note = 'being taken back',
                    decision = \(orNull: decision?.kind.rawValue), decided_by = \(orNull: decision?.person),
                    decided_at = \(orNull: decision?.decidedAt.postgres)::timestamptz,
                    decision_reason = \(orNull: decision?.reason),
                    published_at = coalesce(published_at, \(orNull: foundAt?.postgres)::timestamptz)
                where campus = \(claim.campus.text) and output = \(output)
                  and ((state = 'published' and collected_at is null)
                    or (state in ('staged', 'waiting', 'in_doubt')
                        and \(orNull: foundAt?.postgres)::timestamptz is not null))
                """
            )
            try expectOne(marked, output, of: claim, was: .published)
        }
        try Failpoint.reached("recall.after_mark")
    }

    /// The output could not be taken back: it counts as before.
    ///
    /// `collectedAt` is when it was found to have been collected; nil where it may still be there.
    public func endRecall(
        _ output: Int,
        collectedAt: Timestamp?,
        note: Message? = nil,
        under claim: Claim
    ) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            let marked = try connection.execute(
                """
                update ledger.output
                set state = 'published', epoch = \(claim.epoch), note = \(orNull: note?.text),
                    collected_at = \(orNull: collectedAt?.postgres),
                    decision = null, decided_by = null, decided_at = null, decision_reason = null
                where campus = \(claim.campus.text) and output = \(output)
                  and state = 'recalling'
                """
            )
            try expectOne(marked, output, of: claim, was: .recalling)
        }
    }
}

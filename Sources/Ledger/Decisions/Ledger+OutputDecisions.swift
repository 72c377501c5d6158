public import BursarModel
import Failpoints
import PostgreSQL

extension Ledger {
    /// One output of a campus by its number; nil where there is none.
    public func output(_ number: Int, at campus: CampusKey) throws -> PlannedOutput? {
        try connection.query(
            "select * from ledger.output where campus = \(campus.text) and output = \(number)"
        ).first.map(PlannedOutput.init)
    }

    /// Records what a person decided, before any file is touched.
    ///
    /// From now on the output is not published, by whoever works on the campus; what was decided is
    /// brought to its end first.
    public func record(
        _ decision: OutputDecision,
        on output: PlannedOutput,
        under claim: Claim
    ) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            let marked = try connection.execute(
                """
                update ledger.output
                set epoch = \(claim.epoch), decision = \(decision.kind.rawValue),
                    decided_by = \(decision.person), decided_at = \(decision.decidedAt.postgres),
                    decision_reason = \(decision.reason)
                where campus = \(claim.campus.text) and output = \(output.output)
                  and state = \(output.state.rawValue)
                  and state in ('staged', 'waiting', 'in_doubt', 'recalling')
                """
            )
            try expectOne(marked, output.output, of: claim, was: output.state)
        }
        try Failpoint.reached("decision.after_mark")
    }

    /// What was decided cannot be done: the output goes on as if nobody had decided.
    public func drop(
        decisionOn output: Int,
        note: Message,
        under claim: Claim
    ) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            try connection.execute(
                """
                update ledger.output
                set epoch = \(claim.epoch), note = \(note.text), decision = null,
                    decided_by = null, decided_at = null, decision_reason = null
                where campus = \(claim.campus.text) and output = \(output)
                  and decision is not null
                """
            )
        }
    }

    /// It had been published and collected before anything could be decided: nothing is.
    public func markCollectedEarlier(
        _ output: PlannedOutput,
        under claim: Claim,
        at now: Timestamp
    ) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            let marked = try connection.execute(
                """
                update ledger.output
                set state = 'published', epoch = \(claim.epoch), published_at = \(now.postgres),
                    collected_at = \(now.postgres), recovered_by = \(claim.run), note = null,
                    decision = null, decided_by = null, decided_at = null, decision_reason = null
                where campus = \(claim.campus.text) and output = \(output.output)
                  and state in ('staged', 'waiting')
                """
            )
            try expectOne(marked, output.output, of: claim, was: output.state)
        }
    }

    /// The output was delivered, on the word of a person; it will not be published any more.
    ///
    /// It counts as collected: what a person answers for is neither looked for nor taken back.
    /// `seen` is what its server showed, for the trail.
    public func markConfirmed(
        _ output: PlannedOutput,
        _ decision: OutputDecision,
        seen: OutputSighting? = nil,
        under claim: Claim,
        at now: Timestamp
    ) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            let marked = try connection.execute(
                """
                update ledger.output
                set state = 'published', epoch = \(claim.epoch), published_at = \(now.postgres),
                    collected_at = \(now.postgres), note = 'delivered, on the word of a person',
                    decision = \(decision.kind.rawValue), decided_by = \(decision.person),
                    decided_at = \(decision.decidedAt.postgres), decision_reason = \(decision.reason)
                where campus = \(claim.campus.text) and output = \(output.output)
                  and state = \(output.state.rawValue)
                  and state in ('staged', 'waiting', 'in_doubt')
                """
            )
            try expectOne(marked, output.output, of: claim, was: output.state)
            try connection.audit(.confirmation(of: output, decision, seen: seen, under: claim))
            try Failpoint.reached("confirm.before_commit")
        }
        try Failpoint.reached("confirm.after_commit")
    }
}

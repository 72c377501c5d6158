public import BursarModel
import PostgreSQL

extension Ledger {
    /// What is known of an output; without its fees it holds nothing of students.
    ///
    /// A viewer of pages has no right to what `withCharges` would read.
    public func outputDetail(_ id: OutputID, withCharges: Bool) throws -> OutputDetail? {
        guard !withCharges else { return try outputDetail(id) }
        guard let summary = try outputSummary(id),
            let row = try connection.query(
                """
                select o.revision, o.format, o.run_date, o.run_sequence, o.planned_at, o.staged_at,
                    o.void_at, o.voided_by, o.note, o.decision, o.decided_by, o.decided_at,
                    o.decision_reason, (
                        select count(*) from ledger.held_fee h
                        where h.campus = o.campus and h.from_output = o.output and h.state = 'open'
                    ) as held_fees
                from ledger.output o
                where o.campus = \(id.campus.text) and o.output = \(id.number)
                """
            ).first
        else { return nil }
        guard let runDate = CalendarDate(try row.get("run_date") as PostgresDate) else {
            throw LedgerError.unexpectedState("an output in the ledger is not readable")
        }
        return OutputDetail(
            output: summary,
            revision: try row.get("revision"),
            format: try row.get("format"),
            runDate: runDate,
            runSequence: try row.get("run_sequence"),
            plannedAt: Timestamp(try row.get("planned_at") as PostgresTimestamp),
            stagedAt: (try row.get("staged_at") as PostgresTimestamp?).map(Timestamp.init),
            voidAt: (try row.get("void_at") as PostgresTimestamp?).map(Timestamp.init),
            voidedBy: try row.get("voided_by"),
            note: try row.get("note"),
            decision: try PersonsDecision(row),
            madeOf: try outputsThatGave(to: id),
            wentTo: try outputsThatTook(from: id),
            heldFees: try row.get("held_fees")
        )
    }
}

import BursarModel
import Failpoints
import PostgreSQL

/// The number that an output has among those of its campus and business day.
extension Ledger {
    /// Gives an output the next number and the name that it makes, before anything is tried with it.
    ///
    /// Its bytes are fixed and show no number. A run that dies behind this publishes it under the
    /// name that stands here. `name` makes a name of a number.
    public func renumber(
        _ output: PlannedOutput,
        under claim: Claim,
        name: (_ sequence: Int) throws -> String
    ) throws -> PlannedOutput {
        var renamed = output
        try connection.transaction {
            try hold(claim)
            let last = try connection.lastSequence(of: output.runDate, at: claim.campus)
            renamed.runSequence = last + 1
            renamed.name = try name(renamed.runSequence)
            renamed.state = .staged
            let marked = try connection.execute(
                """
                update ledger.output
                set state = 'staged', epoch = \(claim.epoch), name = \(renamed.name),
                    run_sequence = \(renamed.runSequence), note = null
                where campus = \(claim.campus.text) and output = \(output.output)
                  and state in ('staged', 'waiting') and run_sequence = \(output.runSequence)
                """
            )
            try expectOne(marked, output.output, of: claim, was: .staged)
        }
        try Failpoint.reached("sequence.after_commit")
        return renamed
    }
}

extension PostgresConnection {
    /// The highest number drawn for a business day of a campus; 0 where there is none.
    func lastSequence(of day: CalendarDate, at campus: CampusKey) throws -> Int {
        try query(
            """
            select coalesce(max(run_sequence), 0) as last from ledger.output
            where campus = \(campus.text) and run_date = \(day.postgres)
            """
        ).first?.get("last") ?? 0
    }
}

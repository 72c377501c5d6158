import BursarModel
import Failpoints
import PostgreSQL

/// The numbers that an output has on its business day.
extension Ledger {
    /// Gives an output the next numbers and the name that they make, before anything is tried with it.
    ///
    /// Its bytes are fixed and show no number. A run that dies behind this publishes it under the
    /// name that stands here. `name` makes a name of numbers.
    public func renumber(
        _ output: PlannedOutput,
        under claim: Claim,
        name: (_ numbers: DayNumbers) throws -> String
    ) throws -> PlannedOutput {
        var renamed = output
        try connection.repeatedTransaction {
            try hold(claim)
            var counts = try connection.dayCounts(of: output.runDate, at: claim.campus)
            let numbers = counts.draw(file: output.file, of: output.format)
            renamed.runSequence = numbers.run
            renamed.fileSequence = numbers.file
            renamed.name = try name(numbers)
            renamed.state = .staged
            let marked = try connection.execute(
                """
                update ledger.output
                set state = 'staged', epoch = \(claim.epoch), name = \(renamed.name),
                    run_sequence = \(numbers.run), file_sequence = \(numbers.file),
                    note = null
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

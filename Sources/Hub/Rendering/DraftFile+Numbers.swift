import Ledger
import SFSFormat

/// What of an output depends on the numbers that T1 gives it.
extension DraftFile {
    /// The name that the output will have, given its numbers of the day.
    func name(_ numbers: DayNumbers) throws -> String {
        try format.name(ofFile: file, in: context.with(numbers))
    }

    /// The name that it has with the numbers that were assumed while reading.
    var assumedName: String {
        get throws { try format.name(ofFile: file, in: context) }
    }

    /// Whether the numbers that were assumed while reading can stay, shown or not.
    func stands(with numbers: DayNumbers) -> Bool {
        (!compiled.usesRunSequence || context.runSequence == numbers.run)
            && (!compiled.usesFileSequence || context.fileSequence == numbers.file)
    }

    /// What the output's header and trailer are made under: as T1 fixed it.
    func finalContext(of output: PlannedOutput) -> OutputContext {
        context.with(output.numbers)
    }
}

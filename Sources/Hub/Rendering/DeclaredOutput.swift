import BursarModel
import Ledger
import SFSFormat

/// A booked output beside its declaration, in the revision that it was planned with.
struct DeclaredOutput {
    let format: DraftFormat
    let file: Int
    /// What its name and its bytes were made under, as T1 fixed it.
    let context: OutputContext

    init(
        _ output: PlannedOutput,
        with configuration: CampusConfiguration,
        _ ledger: Ledger,
        at campus: CampusKey
    ) throws {
        format = try configuration.format(named: output.format)
        file = output.file
        guard format.compiled.files.indices.contains(file) else {
            throw HubError.badConfiguration(
                "format \(Printable(output.format)) has no file \(output.file + 1)",
                remedy: "restore the revision in the database from a backup"
            )
        }
        let owner = try output.export.map { try ledger.source(export: $0, at: campus) }
        context = OutputContext(
            runDate: output.runDate,
            runTime: output.runSecond,
            numbers: output.numbers,
            export: owner.map(DraftExport.init)
        )
    }

    /// What happens where the outbox still holds a file of its name.
    var exists: ExistsPolicy { format.compiled.files[file].exists }

    /// The name that other numbers of the day make.
    func name(_ numbers: DayNumbers) throws -> String {
        try format.name(ofFile: file, in: context.with(numbers))
    }
}

extension DraftFormat {
    /// The name of a file's output.
    func name(ofFile file: Int, in context: OutputContext) throws -> String {
        do {
            return try compiled.name(file: file, context: context)
        } catch {
            throw HubError.badConfiguration(
                "the name of file \(file + 1) of format \(Printable(name)) is \(error)",
                remedy: "change the name in the format file and `bursarhub onboard` it"
            )
        }
    }
}

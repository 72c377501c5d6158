import BursarModel
import Ledger
import Posix
import SFSFormat

/// Renders an output from the archive: its exports, its revision, and the charges it owns.
///
/// This is how an interrupted output gets the bytes it would have had, on any day and host. A line
/// depends on nothing but the archived fee, the recorded revision and the values fixed in T1.
struct OutputRenderer {
    let ledger: Ledger
    let archive: ExportArchive
    let staging: Folder
    let campus: CampusKey
    /// Of the claim under which it works; it keeps files of two hubs apart.
    let epoch: Int64

    /// - Returns: the file with all records, ready to be finished.
    func render(
        _ output: PlannedOutput,
        with configuration: CampusConfiguration
    ) throws -> DraftFile {
        let declared = try DeclaredOutput(output, with: configuration, ledger, at: campus)
        let format = declared.format
        let draft = try DraftFile(
            format: format,
            file: output.file,
            export: output.export,
            context: declared.context,
            named: FileName(named: ".render-\(output.output).e\(epoch)"),
            in: staging
        )
        try ledger.withCharges(of: output, at: campus) { charges in
            while let charge = try charges.peek() {
                try appendRecords(
                    from: try ledger.source(export: charge.export, at: campus),
                    charges,
                    judge: configuration.judge(format: format, runDate: output.runDate),
                    to: draft
                )
            }
        }
        guard draft.fees == output.lines else {
            throw HubError.outputDiffers(
                "output \(campus)-\(output.output) has \(draft.fees.count) rendered fees of \(output.lines.count) booked"
            )
        }
        return draft
    }

    /// Appends the charges that come next and lie in one archived export.
    private func appendRecords(
        from source: OutputSource,
        _ charges: ChargeCursor,
        judge: consuming FeeJudge,
        to draft: DraftFile
    ) throws {
        _ = try archive.read(source.file) { texts in
            guard let next = try charges.peek(), next.export == source.export,
                next.ordinal == texts.ordinal
            else { return }
            // What is booked was accepted; a person may have let this pass.
            guard let facts = judge.judge(texts, passing: [.creditPositive]).facts else {
                throw HubError.outputDiffers("a booked fee can no longer be read")
            }
            try draft.append(texts, facts, from: DraftExport(source))
            charges.advance()
        }
        guard try charges.peek()?.export != source.export else {
            throw HubError.outputDiffers(
                "export \(source.export) of \(campus) lacks a fee that was booked"
            )
        }
    }
}

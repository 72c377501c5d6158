import BursarModel
import Ledger
import Posix
import SFSFormat

/// The outputs of the export that is checked: planned as T1 does, and shown record by record.
struct SampleOutputs {
    private struct Wanted {
        var output: Int
        var record: Int64
        var isShown: Bool
        var isExplained: Bool
    }

    private var outputs: [SampleOutput] = []
    /// By the place of the fee in the export.
    private var wanted: [Int64: Wanted] = [:]
    private let folder: Folder
    private(set) var explanation: RecordExplanation?

    /// Plans an output for each target that kept a fee, and for those that are written empty.
    init(
        of settlement: SampleSettlement,
        _ drafts: Drafts,
        in folder: Folder,
        nextSequence: Int
    ) throws {
        self.folder = folder
        var fees: [Int: [SampleFee]] = [:]
        for fee in settlement.fees {
            if let target = fee.target { fees[target, default: []].append(fee) }
        }
        var sequence = nextSequence - 1
        for (target, draft) in drafts.files.enumerated() {
            guard let draft, fees[target] != nil || draft.compiled.empty != .none else { continue }
            sequence += 1
            var context = draft.context
            context.runSequence = sequence
            let stands =
                !settlement.changedTargets.contains(target) && draft.isIntact
                && (!draft.compiled.usesRunSequence || draft.context.runSequence == sequence)
            outputs.append(
                try SampleOutput(
                    name: draft.name(sequence: sequence),
                    draft: stands
                        ? draft
                        : DraftFile(
                            format: draft.format,
                            file: draft.file,
                            export: draft.export,
                            context: context,
                            named: FileName(named: ".render-\(target)"),
                            in: folder
                        ),
                    context: context,
                    fees: fees[target] ?? [],
                    isRenderedAgain: !stands
                )
            )
        }
    }

    /// Notes which records are to be shown, and which one explained.
    mutating func look(for explained: CheckRequest.Explained?, showing most: Int) throws {
        for (index, output) in outputs.enumerated() {
            for (place, fee) in output.fees.enumerated()
            where place < most || output.isRenderedAgain {
                wanted[fee.ordinal] = Wanted(
                    output: index,
                    record: Int64(place) + 1,
                    isShown: place < most,
                    isExplained: false
                )
            }
        }
        guard let explained else { return }
        let index = try place(of: explained)
        let output = outputs[index]
        guard explained.record >= 1, explained.record <= Int64(output.fees.count) else {
            throw CheckError(
                "output `\(Printable(output.name))` has no record \(explained.record)",
                remedy: output.fees.isEmpty
                    ? "it has none at all; name another with --output"
                    : "its records are 1 to \(output.fees.count)"
            )
        }
        let fee = output.fees[Int(explained.record) - 1]
        let isShown = wanted[fee.ordinal]?.isShown ?? false
        wanted[fee.ordinal] = Wanted(
            output: index,
            record: explained.record,
            isShown: isShown,
            isExplained: true
        )
    }

    private func place(of explained: CheckRequest.Explained) throws -> Int {
        let names = Message.joined(outputs.map { "\(Printable($0.name))" }, separator: ", ")
        guard let name = explained.output else {
            if let first = outputs.firstIndex(where: { !$0.fees.isEmpty }) { return first }
            throw CheckError(
                "nothing is written, so no record can be explained",
                remedy: "without --explain it is shown why"
            )
        }
        if let index = outputs.firstIndex(where: { $0.name == name }) { return index }
        throw CheckError(
            "no output would be named `\(Printable(name))`",
            remedy: outputs.isEmpty ? "nothing is written" : "there are \(names)"
        )
    }

    /// Reads the export once more, for the records that are shown or rendered again.
    mutating func read(
        _ file: TakenExport,
        from archive: ExportArchive,
        _ origin: DraftExport,
        judge: consuming FeeJudge,
        _ names: ExplanationFiles
    ) throws {
        guard !wanted.isEmpty else { return }
        _ = try archive.read(file) { texts in
            guard let wanted = wanted[texts.ordinal] else { return }
            guard let facts = judge.judge(texts).facts else {
                throw HubError.outputDiffers("a fee that was read can no longer be read")
            }
            try take(texts, facts, as: wanted, origin, names)
        }
    }

    private mutating func take(
        _ texts: borrowing FeeTexts,
        _ facts: FeeFacts,
        as wanted: Wanted,
        _ origin: DraftExport,
        _ names: ExplanationFiles
    ) throws {
        let output = outputs[wanted.output]
        if output.isRenderedAgain { try output.draft.append(texts, facts, from: origin) }
        guard wanted.isShown || wanted.isExplained else { return }
        let context =
            output.compiled.recordNamesExport ? output.context.of(origin) : output.context
        let format = output.draft.format.compiled
        var record = try format.shownRecord(
            of: texts,
            facts,
            file: output.draft.file,
            context: context,
            lineNumber: wanted.record
        )
        record.fees = [texts.ordinal]
        if wanted.isShown { outputs[wanted.output].show(record) }
        guard wanted.isExplained else { return }
        explanation = RecordExplanation(
            output: output.name,
            record: record,
            fees: output.fees.filter { $0.ordinal == texts.ordinal }.map(\.shown),
            when: output.compiled.when,
            declaredAt: "\(names.format):\(output.compiled.place.line)",
            fields: try format.explainFields(
                of: texts,
                facts,
                file: output.draft.file,
                context: context,
                record: record,
                files: names
            )
        )
    }

    /// Brings all files to their end.
    func finished(loadSettings: [LoadSetting]) throws -> [CheckedOutput] {
        try outputs.map { try $0.finished(in: folder, loadSettings: loadSettings) }
    }
}

import BursarModel
import Ledger
import Posix
import SFSFormat

/// The outputs of the export that is checked: planned as T1 does, rendered, and shown.
struct SampleOutputs {
    private var outputs: [SampleOutput] = []
    private let folder: Folder

    /// Plans an output for each target that kept a fee, and for those that are written empty.
    init(
        of settlement: SampleSettlement,
        _ drafts: Drafts,
        in folder: Folder,
        dayCounts: DayCounts
    ) throws {
        self.folder = folder
        var fees: [Int: [SampleFee]] = [:]
        for fee in settlement.fees {
            if let target = fee.target { fees[target, default: []].append(fee) }
        }
        var counts = dayCounts
        for (target, draft) in drafts.files.enumerated() {
            guard let draft, fees[target] != nil || draft.compiled.empty != .none else { continue }
            let numbers = counts.draw(file: draft.file, of: draft.format.name)
            let context = draft.context.with(numbers)
            let stands =
                !settlement.changedTargets.contains(target) && draft.isIntact
                && draft.stands(with: numbers)
            outputs.append(
                try SampleOutput(
                    name: draft.name(numbers),
                    draft: stands
                        ? draft
                        : DraftFile(
                            format: draft.format,
                            file: draft.file,
                            export: draft.export,
                            context: context,
                            named: FileName(named: ".render-\(target).e0"),
                            in: folder
                        ),
                    context: context,
                    fees: fees[target] ?? [],
                    isRenderedAgain: !stands
                )
            )
        }
    }

    /// Renders what is to be rendered again, and brings all files to their end.
    mutating func render(
        _ file: TakenExport,
        from archive: ExportArchive,
        _ origin: DraftExport,
        judge: consuming FeeJudge
    ) throws {
        var drafts: [Int64: DraftFile] = [:]
        for output in outputs where output.isRenderedAgain {
            for fee in output.fees { drafts[fee.ordinal] = output.draft }
        }
        if !drafts.isEmpty {
            _ = try archive.read(file) { texts in
                guard let draft = drafts[texts.ordinal] else { return }
                guard let facts = judge.judge(texts).facts else { throw SampleOutputs.unreadable }
                try draft.append(texts, facts, from: origin)
            }
        }
        for index in outputs.indices { try outputs[index].finish() }
    }

    // MARK: Show

    /// A record that somebody will see; its first fee has the texts that it shows.
    private struct Wanted {
        var output: Int
        var record: Int64
        var isShown: Bool
        var isExplained: Bool
    }

    /// Reads the export once more, for the first records of each output and the one that is to be
    /// explained.
    ///
    /// - Returns: the explanation; nil where nothing is written.
    mutating func show(
        first most: Int,
        explaining explained: CheckRequest.Explained?,
        _ file: TakenExport,
        from archive: ExportArchive,
        _ origin: DraftExport,
        judge: consuming FeeJudge,
        _ names: ExplanationFiles
    ) throws -> RecordExplanation? {
        let wanted = try look(for: explained, showing: most)
        guard !wanted.isEmpty else { return nil }
        var explanation: RecordExplanation?
        _ = try archive.read(file) { texts in
            guard let wanted = wanted[texts.ordinal] else { return }
            guard let facts = judge.judge(texts).facts else { throw SampleOutputs.unreadable }
            let picture = RecordShow(
                of: outputs[wanted.output],
                record: wanted.record,
                from: origin,
                names
            )
            let record = try picture.record(of: texts, facts)
            if wanted.isShown { outputs[wanted.output].show(record) }
            if wanted.isExplained {
                explanation = try picture.explanation(of: record, texts, facts)
            }
        }
        return explanation
    }

    /// What is to be shown, by the place in the export of each record's first fee.
    private func look(
        for explained: CheckRequest.Explained?,
        showing most: Int
    ) throws -> [Int64: Wanted] {
        var wanted: [Int64: Wanted] = [:]
        func want(_ index: Int, _ place: Int, isExplained: Bool) {
            let output = outputs[index]
            wanted[output.fees[output.records[place][0]].ordinal] = Wanted(
                output: index,
                record: Int64(place) + 1,
                isShown: place < most,
                isExplained: isExplained
            )
        }
        for (index, output) in outputs.enumerated() {
            for place in output.records.indices.prefix(most) {
                want(index, place, isExplained: false)
            }
        }
        guard let explained, let index = try place(of: explained) else { return wanted }
        let output = outputs[index]
        guard explained.record >= 1, explained.record <= Int64(output.records.count) else {
            throw CheckError(
                "output `\(Printable(output.name))` has no record \(explained.record)",
                remedy: output.records.isEmpty
                    ? "it has none at all; name another with --output"
                    : "its records are 1 to \(output.records.count)"
            )
        }
        want(index, Int(explained.record) - 1, isExplained: true)
        return wanted
    }

    /// Nil where nothing is written, which the report tells.
    private func place(of explained: CheckRequest.Explained) throws -> Int? {
        let names = Message.joined(outputs.map { "\(Printable($0.name))" }, separator: ", ")
        guard let name = explained.output else {
            return outputs.firstIndex { !$0.fees.isEmpty }
        }
        if let index = outputs.firstIndex(where: { $0.name == name }) { return index }
        throw CheckError(
            "no output would be named `\(Printable(name))`",
            remedy: outputs.isEmpty ? "nothing is written" : "there are \(names)"
        )
    }

    func checked(loadSettings: [LoadSetting]) throws -> [CheckedOutput] {
        try outputs.map { try $0.checked(in: folder, loadSettings: loadSettings) }
    }

    private static var unreadable: HubError {
        .outputDiffers("a fee that was read can no longer be read")
    }
}

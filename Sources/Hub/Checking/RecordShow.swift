import BursarModel
import SFSFormat

/// One record of an output, as a person is shown it.
struct RecordShow {
    private let output: SampleOutput
    private let number: Int64
    private let context: OutputContext
    private let names: ExplanationFiles

    init(
        of output: SampleOutput,
        record number: Int64,
        from origin: DraftExport,
        _ names: ExplanationFiles
    ) {
        self.output = output
        self.number = number
        self.names = names
        context = output.compiled.recordNamesExport ? output.context.of(origin) : output.context
    }

    private var format: CompiledFormat { output.draft.format.compiled }

    private var fees: [SampleFee] {
        output.records[Int(number) - 1].map { output.fees[$0] }
    }

    /// The texts are those of the record's first fee.
    func record(of texts: borrowing FeeTexts, _ facts: FeeFacts) throws -> CheckedRecord {
        let fees = fees
        var record = try format.shownRecord(
            of: texts,
            try summed(facts, fees),
            file: output.draft.file,
            context: context,
            lineNumber: number,
            groupCount: Int64(fees.count)
        )
        record.fees = fees.map(\.ordinal)
        return record
    }

    /// The amount of a record is that of all its fees, which are of one sign.
    private func summed(_ facts: FeeFacts, _ fees: [SampleFee]) throws -> FeeFacts {
        var tally = Tally.zero
        for fee in fees { try tally.add(fee.amount) }
        var facts = facts
        facts.amount = Cents(tally.chargeCents - tally.creditCents)
        return facts
    }

    func explanation(
        of record: CheckedRecord,
        _ texts: borrowing FeeTexts,
        _ facts: FeeFacts
    ) throws -> RecordExplanation {
        RecordExplanation(
            output: output.name,
            record: record,
            fees: fees.map(\.shown),
            when: output.compiled.when,
            declaredAt: "\(names.format):\(output.compiled.place.line)",
            fields: try format.explainFields(
                of: texts,
                try summed(facts, fees),
                file: output.draft.file,
                context: context,
                record: record,
                files: names
            )
        )
    }
}

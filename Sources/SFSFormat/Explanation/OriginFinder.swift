internal import BursarModel

/// Tells of each thing that a field was made of where it came from.
struct OriginFinder: ~Copyable {
    let program: RecordProgram
    let campusFile: String
    /// How many fees the record is made of.
    let groupCount: Int64

    /// `parts` are what the places of the content gave, in their order.
    func origins(
        of content: FieldDeclaration.Content,
        _ parts: [[UInt8]],
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext
    ) -> [ValueOrigin] {
        let texts = parts.map { program.encoding.text(of: $0) }
        let first = texts.first ?? ""
        switch content {
        case .literal:
            return [ValueOrigin(source: nil, giver: .format, text: first)]
        case .value(let value, let picture):
            return [origin(of: value.value, picture.words, first, fee, facts, context)]
        case .date(let rule, let picture):
            var origin = origin(of: rule.source, picture.words, first, fee, facts, context)
            origin.source = rule.words
            return [origin]
        case .text(let template):
            var origins: [ValueOrigin] = []
            for (part, text) in zip(template.parts, texts) {
                switch part {
                case .literal:
                    origins.append(ValueOrigin(source: nil, giver: .format, text: text))
                case .value(let value, .text(let picture)):
                    var origin = origin(of: value, nil, text, fee, facts, context)
                    origin.source = "\(value.name):\(picture.words)"  // as the place is written
                    origins.append(origin)
                case .value(let value, let picture):
                    origins.append(origin(of: value, picture.words, text, fee, facts, context))
                }
            }
            return origins
        }
    }

    private func origin(
        of value: FormatValue,
        _ picture: String?,
        _ text: String,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext
    ) -> ValueOrigin {
        var origin = ValueOrigin(source: value.name, giver: value.giver, text: text)
        origin.picture = picture
        switch value {
        case .text(let field): origin.exported = fee.string(field)
        case .feeDate: origin.exported = fee.string(.transactionDate)
        case .dueDate: origin.exported = fee.string(.dueDate)
        case .amount where groupCount > 1: origin.key = "the sum of \(groupCount) fees"
        case .amount, .sign: origin.exported = fee.string(.sum)
        case .lookup(let name, _):
            if let row = program.lookups.first(where: { $0.name == name })?.table
                .label(of: fee, facts)
            {
                origin.key = row.name
                origin.declaredAt = row.place.map { "\(campusFile):\($0.line)" }
            }
        case .term:
            let date = program.termDate == .feeDate ? facts.date : context.runDate
            origin.key = date.iso
            origin.declaredAt = campusFile
        case .campusKey, .campusName, .businessUnit, .constant: origin.declaredAt = campusFile
        case .ordinal, .runDate, .runTime, .runSequence, .fileSequence, .exportNumber, .exportFile,
            .exportDate,
            .jobID, .lineNumber, .groupCount, .total:
            break
        }
        return origin
    }
}

extension FormatValue {
    fileprivate var giver: ValueOrigin.Giver {
        switch self {
        case .text, .feeDate, .dueDate, .ordinal, .amount, .sign, .exportNumber, .exportFile,
            .exportDate, .jobID:
            .export
        case .term: .terms
        case .lookup: .lookup
        case .campusKey, .campusName, .businessUnit, .constant: .campus
        case .runDate, .runTime, .runSequence, .fileSequence: .run
        case .lineNumber, .groupCount, .total: .output
        }
    }
}

internal import BursarModel

/// How one field came to its bytes, step by step.
struct FieldTrace {
    /// Which branch of `choose` was met; nil where none was, or where the field does not apply.
    var branch: Int?
    /// What each place of a text gave; of any other content the one value.
    var parts: [[UInt8]] = []
    /// Before it was fitted.
    var value: [UInt8] = []
    var fitting: [FittingStep] = []
    /// In the record.
    var bytes: [UInt8] = []
}

extension RecordProgram {
    /// Takes one field through the steps of `append`, and notes what each did.
    ///
    /// It is a second way to the same bytes, which a test compares with the first: the first is
    /// taken by a million fees, and has no time to take notes.
    func trace(
        _ field: FieldProgram,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures
    ) throws(HoldReason) -> FieldTrace {
        var trace = FieldTrace()
        var buffer = RecordBuffer(reserving: 256)
        var rendered = Rendered()
        var fill = UInt8(ascii: " ")
        let doesApply = applies(field.onlyWhen, fee, facts, context)
        if doesApply {
            fill = field.fill
            for index in field.branches
            where applies(branches[index].condition, fee, facts, context) {
                trace.branch = index - field.branches.lowerBound
                trace.parts = try parts(
                    of: branches[index].source,
                    in: field,
                    fee,
                    facts,
                    context,
                    figures
                )
                rendered = try append(
                    branches[index].source,
                    of: field,
                    fee,
                    facts,
                    context,
                    figures,
                    to: &buffer
                )
                break
            }
            trace.value = Array(buffer[0..<buffer.count])
            refine(field, &rendered, &buffer, &trace)
            if rendered.isForeign, guardsFormulas, beginsLikeFormula(buffer, at: 0) {
                buffer.insert(repeating: UInt8(ascii: "'"), count: 1, at: 0)
                trace.fitting.append(FittingStep(.guarded, side: .left, with: "'", bytes: 1))
            }
            if field.most >= 0 { try cut(field, rendered, to: field.most, &buffer, &trace) }
        }
        if field.width >= 0 {
            try cut(field, rendered, to: field.width, &buffer, &trace)
            let before = buffer.count
            pad(field, rendered, with: fill, from: 0, in: &buffer)
            if buffer.count > before {
                let behindSign = field.signPosition == .beforeFill && rendered.signLength > 0
                trace.fitting.append(
                    FittingStep(
                        doesApply ? .filled : .blank,
                        side: !field.isRightAligned ? .right : behindSign ? .behindSign : .left,
                        with: String(Unicode.Scalar(fill)),
                        bytes: buffer.count - before
                    )
                )
            }
        }
        if let quote = field.quote {
            let before = buffer.count
            let opening = quote == .always ? 1 : 0
            buffer.insert(repeating: RecordDeclaration.quoteMark, count: opening, at: 0)
            try apply(quote, from: opening, in: &buffer)
            if buffer.count > before {
                trace.fitting.append(FittingStep(.quoted, bytes: buffer.count - before))
            }
        }
        trace.bytes = Array(buffer[0..<buffer.count])
        return trace
    }

    private func parts(
        of source: Source,
        in field: FieldProgram,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures
    ) throws(HoldReason) -> [[UInt8]] {
        var sources = [source]
        if case .template(let range) = source {
            sources = range.map { templateParts[Int($0)] }
        }
        var parts: [[UInt8]] = []
        for source in sources {
            var buffer = RecordBuffer(reserving: 64)
            _ = try append(source, of: field, fee, facts, context, figures, to: &buffer)
            parts.append(Array(buffer[0..<buffer.count]))
        }
        return parts
    }

    private func refine(
        _ field: FieldProgram,
        _ rendered: inout Rendered,
        _ buffer: inout RecordBuffer,
        _ trace: inout FieldTrace
    ) {
        if field.stripsZeros {
            let before = buffer.count
            buffer.stripZeros(from: 0)
            trace.note(.stripped, side: .left, before - buffer.count)
        }
        if field.last >= 0 {
            let before = buffer.count
            buffer.keepLast(field.last, from: 0, in: encoding)
            trace.note(.last, side: .left, before - buffer.count)
        }
        if buffer.count == 0, let fallback = field.fallback {
            buffer.append(constants, fallback)
            rendered = Rendered()
            trace.note(.default, side: nil, buffer.count)
        }
    }

    private func cut(
        _ field: FieldProgram,
        _ rendered: Rendered,
        to most: Int,
        _ buffer: inout RecordBuffer,
        _ trace: inout FieldTrace
    ) throws(HoldReason) {
        let before = buffer.count
        try limit(field, rendered, to: most, from: 0, in: &buffer)
        let side: FittingStep.Side = field.overflow == .truncateLeft ? .left : .right
        trace.note(.cut, side: side, before - buffer.count)
    }
}

extension FieldTrace {
    fileprivate mutating func note(_ kind: FittingStep.Kind, side: FittingStep.Side?, _ bytes: Int)
    {
        if bytes > 0 { fitting.append(FittingStep(kind, side: side, bytes: bytes)) }
    }
}

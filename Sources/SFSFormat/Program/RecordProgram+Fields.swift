internal import BursarModel

extension RecordProgram {
    /// Appends one record with its line ending, or leaves the buffer as it was.
    ///
    /// - Returns: the digits of the record's id, for the totals of its file.
    func append(
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) -> IDHash {
        let start = buffer.count
        var id = IDHash()
        do {
            for index in fields.indices {
                if index > 0, let separator { buffer.append(separator) }
                let fieldStart = buffer.count
                try append(fields[index], fee, facts, context, figures, to: &buffer)
                guard fields[index].isIdentity else { continue }
                for position in fieldStart..<buffer.count { id.take(buffer[position]) }
            }
        } catch {
            buffer.truncate(to: start)
            throw error
        }
        for index in lineEnding.indices { buffer.append(lineEnding[index]) }
        return id
    }

    private func append(
        _ field: FieldProgram,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) {
        let start = buffer.count
        var rendered = Rendered()
        if applies(field.onlyWhen, fee, facts, context) {
            for index in field.branches
            where applies(branches[index].condition, fee, facts, context) {
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
            if !field.isPlain { try refine(field, &rendered, from: start, in: &buffer) }
        }
        if rendered.isForeign, guardsFormulas, beginsLikeFormula(buffer, at: start) {
            buffer.insert(repeating: UInt8(ascii: "'"), count: 1, at: start)
        }
        if field.width >= 0 { try fit(field, rendered, from: start, in: &buffer) }
        if let quote = field.quote { try apply(quote, from: start, in: &buffer) }
    }

    private func applies(
        _ condition: Int32,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext
    ) -> Bool {
        condition < 0
            || conditions[Int(condition)].matches(fee, facts, runDate: context.runDate)
    }

    /// What a field asks of its value beyond a width.
    private func refine(
        _ field: FieldProgram,
        _ rendered: inout Rendered,
        from start: Int,
        in buffer: inout RecordBuffer
    ) throws(HoldReason) {
        if field.stripsZeros { buffer.stripZeros(from: start) }
        if field.last >= 0 { buffer.keepLast(field.last, from: start, in: encoding) }
        if buffer.count == start, let fallback = field.fallback {
            buffer.append(constants, fallback)
            rendered = Rendered()
        }
        if field.isRequired, buffer.count == start { throw .missingValue }
        if field.most >= 0, buffer.count - start > field.most {
            try cut(field, to: field.most, from: start, in: &buffer)
        }
    }

    private func cut(
        _ field: FieldProgram,
        to most: Int,
        from start: Int,
        in buffer: inout RecordBuffer
    ) throws(HoldReason) {
        switch field.overflow {
        case .error: throw .fieldOverflow
        case .truncate: buffer.cutEnd(to: most, from: start, in: encoding)
        case .truncateLeft: buffer.cutBeginning(to: most, from: start, in: encoding)
        }
    }

    /// Brings a value to the width of its column.
    private func fit(
        _ field: FieldProgram,
        _ rendered: Rendered,
        from start: Int,
        in buffer: inout RecordBuffer
    ) throws(HoldReason) {
        if buffer.count - start > field.width {
            try cut(field, to: field.width, from: start, in: &buffer)
            // What a cut at the left brings to the front can be a formula as well.
            if rendered.isForeign, guardsFormulas, beginsLikeFormula(buffer, at: start) {
                if buffer.count - start == field.width {
                    try cut(field, to: field.width - 1, from: start, in: &buffer)
                }
                buffer.insert(repeating: UInt8(ascii: "'"), count: 1, at: start)
            }
        }
        let missing = field.width - (buffer.count - start)
        guard missing > 0 else { return }
        if field.isRightAligned {
            let sign = field.signPosition == .beforeFill ? rendered.signLength : 0
            buffer.insert(repeating: field.fill, count: missing, at: start + sign)
        } else {
            buffer.append(repeating: field.fill, count: missing)
        }
    }

    private func apply(
        _ quote: QuotePolicy,
        from start: Int,
        in buffer: inout RecordBuffer
    ) throws(HoldReason) {
        var isDelicate = false
        var index = start
        while index < buffer.count {
            let byte = buffer[index]
            if byte == separator || byte == RecordDeclaration.quoteMark {
                isDelicate = true
                break
            }
            index += 1
        }
        switch quote {
        case .never: if isDelicate { throw .delimiterInValue }
        case .minimal: if isDelicate { buffer.quote(from: start) }
        case .always: buffer.quote(from: start)
        }
    }

    /// What a spreadsheet would take for a formula.
    private func beginsLikeFormula(_ buffer: borrowing RecordBuffer, at start: Int) -> Bool {
        guard start < buffer.count else { return false }
        switch buffer[start] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
            return true
        default:
            return false
        }
    }
}

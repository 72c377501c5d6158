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
        buffer.foundRow = nil
        var id = IDHash()
        do {
            for index in fields.indices {
                if index > 0, let separator { buffer.append(separator) }
                let fieldStart = buffer.count
                try append(fields[index], fee, facts, context, figures, to: &buffer)
                if fields[index].isIdentity { id = buffer.id(from: fieldStart) }
            }
        } catch {
            buffer.truncate(to: start)
            throw error
        }
        for index in lineEnding.indices { buffer.append(lineEnding[index]) }
        return id
    }

    /// Appends one record and tells where each field lies.
    func appendExplained(
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) -> [Range<Int>] {
        buffer.foundRow = nil
        var ranges: [Range<Int>] = []
        for index in fields.indices {
            if index > 0, let separator { buffer.append(separator) }
            let start = buffer.count
            try append(fields[index], fee, facts, context, figures, to: &buffer)
            ranges.append(start..<buffer.count)
        }
        for index in lineEnding.indices { buffer.append(lineEnding[index]) }
        return ranges
    }

    func append(
        _ field: FieldProgram,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) {
        if field.quote == .always { buffer.append(RecordDeclaration.quoteMark) }
        let start = buffer.count
        var rendered = Rendered()
        var fill = UInt8(ascii: " ")  // of a field that does not apply: it is blank, not zero
        if applies(field.onlyWhen, fee, facts, context) {
            fill = field.fill
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
            if rendered.isForeign, guardsFormulas, beginsLikeFormula(buffer, at: start) {
                buffer.insert(repeating: UInt8(ascii: "'"), count: 1, at: start)
            }
            if field.most >= 0 {
                try limit(field, rendered, to: field.most, from: start, in: &buffer)
            }
        }
        if field.width >= 0 {
            try limit(field, rendered, to: field.width, from: start, in: &buffer)
            pad(field, rendered, with: fill, from: start, in: &buffer)
        }
        if let quote = field.quote { try apply(quote, from: start, in: &buffer) }
    }

    func applies(
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
    }

    /// Refuses or cuts what is too long, as the field says.
    func limit(
        _ field: FieldProgram,
        _ rendered: Rendered,
        to most: Int,
        from start: Int,
        in buffer: inout RecordBuffer
    ) throws(HoldReason) {
        guard buffer.count - start > most else { return }
        switch field.overflow {
        case .error: throw .fieldOverflow
        case .truncate: buffer.cutEnd(to: most, from: start, in: encoding)
        case .truncateLeft:
            buffer.cutBeginning(to: most, from: start, in: encoding)
            // What a cut brings to the front can be a formula as well.
            guard rendered.isForeign, guardsFormulas, beginsLikeFormula(buffer, at: start) else {
                return
            }
            buffer.cutBeginning(to: most - 1, from: start, in: encoding)
            buffer.insert(repeating: UInt8(ascii: "'"), count: 1, at: start)
        }
    }

    /// Fills a value up to the width of its column.
    func pad(
        _ field: FieldProgram,
        _ rendered: Rendered,
        with fill: UInt8,
        from start: Int,
        in buffer: inout RecordBuffer
    ) {
        let missing = field.width - (buffer.count - start)
        guard missing > 0 else { return }
        if field.isRightAligned {
            let sign = field.signPosition == .beforeFill ? rendered.signLength : 0
            buffer.insert(repeating: fill, count: missing, at: start + sign)
        } else {
            buffer.append(repeating: fill, count: missing)
        }
    }

    func apply(
        _ quote: QuotePolicy,
        from start: Int,
        in buffer: inout RecordBuffer
    ) throws(HoldReason) {
        if quote == .always { return buffer.closeQuote(from: start) }
        let mark = RecordDeclaration.quoteMark
        guard buffer.holds(separator ?? mark, or: mark, from: start) else { return }
        guard quote == .minimal else { throw .delimiterInValue }
        buffer.quote(from: start)
    }

    /// What a spreadsheet would take for a formula.
    func beginsLikeFormula(_ buffer: borrowing RecordBuffer, at start: Int) -> Bool {
        guard start < buffer.count else { return false }
        switch buffer[start] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
            return true
        default:
            return false
        }
    }
}

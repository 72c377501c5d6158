internal import BursarModel

extension RecordProgram {
    /// Appends what a source holds, in the output's encoding.
    func append(
        _ source: Source,
        of field: FieldProgram,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) -> Rendered {
        switch source {
        case .nothing: break
        case .constant(let range):
            buffer.append(constants, range)
        case .feeText(let feeField):
            try buffer.append(
                text: fee.arena.span.extracting(fee.range(of: feeField)),
                in: encoding,
                letterCase: field.letterCase,
                trimmed: true
            )
            return Rendered(isForeign: feeField != .sum)
        case .day(let day, let rule, let picture):
            try appendDay(day, rule: rule, picture: picture, fee, facts, context, to: &buffer)
        case .runTime(let picture):
            buffer.append(secondOfDay: context.runTime, as: pictures[Int(picture)])
        case .number(let number, let picture):
            let value = try value(of: number, fee, facts, context, figures)
            return append(value, as: picture, of: field, to: &buffer)
        case .sign:
            buffer.append(facts.amount.sign.rawValue)
        case .term:
            guard let terms else { throw .noTerm }
            try terms.append(
                termOn: termDate == .feeDate ? facts.date : context.runDate,
                to: &buffer
            )
        case .lookup(let index, let column):
            try appendLookup(Int(index), column: Int(column), of: field, fee, facts, to: &buffer)
        case .exportNumber: return try append(context.exportNumber, of: field, to: &buffer)
        case .exportFile: return try append(context.exportFile, of: field, to: &buffer)
        case .jobID: return try append(context.jobID, of: field, to: &buffer)
        case .idHash:
            buffer.append(figures.totals.idHash.value, as: RecordProgram.idHashPicture)
        case .pictured(let index):
            return try append(
                picturedTexts[Int(index)],
                of: field,
                fee,
                facts,
                context,
                figures,
                to: &buffer
            )
        case .template(let parts):
            return try append(
                template: parts,
                of: field,
                fee,
                facts,
                context,
                figures,
                to: &buffer
            )
        }
        return Rendered()
    }

    private static let idHashPicture = NumberPicture(
        hasDecimals: false,
        leastDigits: IDHash.width
    )

    private func append(
        template parts: Range<Int32>,
        of field: FieldProgram,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) -> Rendered {
        // A formula can begin in the campus's own text and go on in a stranger's.
        var isForeign = false
        for index in parts {
            let rendered = try append(
                templateParts[Int(index)],
                of: field,
                fee,
                facts,
                context,
                figures,
                to: &buffer
            )
            isForeign = isForeign || rendered.isForeign
        }
        return Rendered(isForeign: isForeign)
    }

    private func appendDay(
        _ day: DaySource,
        rule: Int32,
        picture: Int32,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) {
        var date: CalendarDate
        switch day {
        case .fee: date = facts.date
        case .run: date = context.runDate
        case .export:
            guard let written = context.exportDate else { throw .missingValue }
            date = written
        case .due:
            guard !fee.isEmpty(.dueDate) else { return }  // Alma leaves it out, nearly always
            date = try CalendarDate(
                almaTransaction: fee.arena.span.extracting(fee.range(of: .dueDate))
            )
        }
        if rule >= 0 {
            guard let moved = dateRules[Int(rule)].date(from: date) else { throw .badDate }
            date = moved
        }
        buffer.append(date, as: pictures[Int(picture)])
    }

    private func appendLookup(
        _ index: Int,
        column: Int,
        of field: FieldProgram,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) {
        let lookup = lookups[index]
        let row: Int
        if let known = buffer.foundRow, known.lookup == index {
            row = known.row
        } else {
            guard let found = lookup.table.row(of: fee, facts, scratch: &buffer) else {
                throw lookup.missing
            }
            row = found
            buffer.foundRow = FoundRow(lookup: index, row: found)
        }
        try lookup.table.append(
            row: row,
            column: column,
            in: encoding,
            letterCase: field.letterCase,
            to: &buffer
        )
    }

    private func append(
        _ text: String?,
        of field: FieldProgram,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) -> Rendered {
        guard let text else { throw .missingValue }
        let bytes = Array(text.utf8)
        try buffer.append(
            text: bytes.span,
            in: encoding,
            letterCase: field.letterCase,
            trimmed: true
        )
        return Rendered(isForeign: true)
    }
}

/// A number with its sign apart.
private struct SignedNumber {
    var magnitude: UInt64
    var isNegative = false
    /// Whether a sign is to be shown at all.
    var isSigned = false
}

extension RecordProgram {
    private func value(
        of number: NumberSource,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ figures: RecordFigures
    ) throws(HoldReason) -> SignedNumber {
        switch number {
        case .absoluteAmount: return SignedNumber(magnitude: facts.amount.magnitude)
        case .signedAmount: return signed(facts.amount.value)
        case .ordinal: return SignedNumber(magnitude: fee.ordinal.magnitude)
        case .runSequence: return SignedNumber(magnitude: UInt64(context.runSequence.magnitude))
        case .fileSequence: return SignedNumber(magnitude: UInt64(context.fileSequence.magnitude))
        case .lineNumber: return SignedNumber(magnitude: figures.lineNumber.magnitude)
        case .groupCount: return SignedNumber(magnitude: figures.groupCount.magnitude)
        case .total(let total):
            let tally = figures.totals.tally
            switch total {
            case .count: return SignedNumber(magnitude: tally.count.magnitude)
            case .charges, .chargesCents:
                return SignedNumber(magnitude: tally.chargeCents.magnitude)
            case .credits, .creditsCents:
                return SignedNumber(magnitude: tally.creditCents.magnitude)
            case .absolute, .absoluteCents:
                return SignedNumber(
                    magnitude: tally.chargeCents.magnitude + tally.creditCents.magnitude
                )
            case .signed, .signedCents: return signed(tally.chargeCents - tally.creditCents)
            case .idHash: return SignedNumber(magnitude: figures.totals.idHash.value)
            }
        }
    }

    private func signed(_ value: Int64) -> SignedNumber {
        SignedNumber(magnitude: value.magnitude, isNegative: value < 0, isSigned: true)
    }

    private func append(
        _ number: SignedNumber,
        as picture: NumberPicture,
        of field: FieldProgram,
        to buffer: inout RecordBuffer
    ) -> Rendered {
        let sign: UInt8? =
            number.isNegative
            ? UInt8(ascii: "-")
            : number.isSigned && field.showsPlus ? UInt8(ascii: "+") : nil
        let trails = field.signPosition == .trailing
        if let sign, !trails { buffer.append(sign) }
        buffer.append(number.magnitude, as: picture)
        if let sign, trails { buffer.append(sign) }
        return Rendered(signLength: sign != nil && !trails ? 1 : 0)
    }
}

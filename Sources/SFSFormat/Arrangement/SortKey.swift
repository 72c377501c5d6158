internal import BursarModel

/// One value that records are put in order by, made ready to be had of every fee.
struct SortKey: Sendable {
    enum Source: Sendable {
        case text(FeeField)
        case day(DaySource)
        case ordinal
        case absoluteAmount
        case signedAmount
        case sign
        case term
        case lookup(RecordProgram.Lookup, column: Int)
        case exportNumber
        case exportFile
        case jobID
    }

    let source: Source
    let isDescending: Bool

    /// Appends bytes that compare as the values do: texts as Alma wrote them, numbers and days by
    /// value, an absent day before all.
    func append(
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext,
        _ arrangement: Arrangement,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) {
        let start = buffer.count
        switch source {
        case .text(let field): buffer.append(key: fee.arena.span.extracting(fee.range(of: field)))
        case .day(let day): buffer.append(key: try date(day, fee, facts, context))
        case .ordinal: buffer.append(key: fee.ordinal)
        case .absoluteAmount: buffer.append(key: Int64(clamping: facts.amount.magnitude))
        case .signedAmount: buffer.append(key: facts.amount.value)
        case .sign: buffer.append(key: facts.amount.sign.rawValue)
        case .term:
            guard let terms = arrangement.terms else { throw .noTerm }
            let date = arrangement.termDate == .feeDate ? facts.date : context.runDate
            buffer.append(key: try terms.term(on: date))
        case .lookup(let lookup, let column):
            guard let row = lookup.table.row(of: fee, facts, scratch: &buffer) else {
                throw lookup.missing
            }
            buffer.append(key: lookup.table.bytes(row: row, column: column).span)
        case .exportNumber: try append(context.exportNumber, to: &buffer)
        case .exportFile: try append(context.exportFile, to: &buffer)
        case .jobID: try append(context.jobID, to: &buffer)
        }
        guard isDescending else { return }
        for index in start..<buffer.count { buffer[index] = ~buffer[index] }
    }

    private func date(
        _ day: DaySource,
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext
    ) throws(HoldReason) -> Int64 {
        switch day {
        case .fee: return Int64(facts.date.daysSince1970)
        case .run: return Int64(context.runDate.daysSince1970)
        case .due:
            guard !fee.isEmpty(.dueDate) else { return .min }
            let due = fee.arena.span.extracting(fee.range(of: .dueDate))
            return Int64(try CalendarDate(almaTransaction: due).daysSince1970)
        case .export:
            guard let written = context.exportDate else { throw .missingValue }
            return Int64(written.daysSince1970)
        }
    }

    private func append(
        _ text: String?,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) {
        guard let text else { throw .missingValue }
        buffer.append(key: text)
    }
}

extension RecordBuffer {
    /// A text and its end, so that of two texts the one that begins the other comes first.
    mutating func append(key text: Span<UInt8>) {
        for index in text.indices {
            append(text[index])
            if text[index] == 0 { append(0xFF) }
        }
        append(repeating: 0, count: 2)
    }

    mutating func append(key text: String) { append(key: Array(text.utf8).span) }

    /// Eight bytes, the greatest first, with negative numbers before the others.
    mutating func append(key number: Int64) {
        let bits = UInt64(bitPattern: number) ^ (1 << 63)
        for shift in stride(from: 56, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
    }
}

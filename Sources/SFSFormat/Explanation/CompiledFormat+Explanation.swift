public import BursarModel

/// What is shown of an output to a person who checks it.
extension CompiledFormat {
    /// A record with every byte named: of a group its first fee's, with the amount of all of them.
    ///
    /// - Throws: the reason that would hold the fee.
    public func shownRecord(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        context: OutputContext,
        lineNumber: Int64,
        groupCount: Int64 = 1
    ) throws(HoldReason) -> CheckedRecord {
        let explained = try explainRecord(
            of: fee,
            facts,
            file: file,
            context: context,
            lineNumber: lineNumber,
            groupCount: groupCount
        )
        return files[file].shown(explained, files[file].declared.fields, record: lineNumber)
    }

    /// The header with every byte named; nil where the file has none.
    ///
    /// - Throws: as `header` does.
    public func shownHeader(
        file: Int,
        context: OutputContext,
        totals: OutputTotals
    ) throws(HoldReason) -> CheckedRecord? {
        guard let header = files[file].header, let fields = files[file].declared.header else {
            return nil
        }
        return files[file].shown(try explained(header, context, totals), fields, record: nil)
    }

    /// The trailer with every byte named; nil where the file has none.
    public func shownTrailer(
        file: Int,
        context: OutputContext,
        totals: OutputTotals
    ) throws(HoldReason) -> CheckedRecord? {
        guard let trailer = files[file].trailer, let fields = files[file].declared.trailer else {
            return nil
        }
        return files[file].shown(try explained(trailer, context, totals), fields, record: nil)
    }

    /// The field for which a record cannot be made; nil where it can.
    public func refusedField(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        context: OutputContext
    ) -> RecordColumn? {
        let program = files[file].detail
        for (index, field) in program.fields.enumerated() {
            do throws(HoldReason) {
                _ = try program.trace(field, fee, facts, context, RecordFigures(lineNumber: 1))
            } catch {
                return files[file].columns[index]
            }
        }
        return nil
    }

    private func explained(
        _ program: RecordProgram,
        _ context: OutputContext,
        _ totals: OutputTotals
    ) throws(HoldReason) -> ExplainedRecord {
        var buffer = RecordBuffer(reserving: 256)
        let fields = try program.appendExplained(
            FeeTexts(),
            FeeFacts(amount: Cents(0), date: context.runDate, borrower: .other),
            context,
            RecordFigures(totals: totals),
            to: &buffer
        )
        return ExplainedRecord(bytes: Array(buffer[0..<buffer.count]), fields: fields)
    }

    /// Where the bytes of each field of a record came from.
    ///
    /// - Throws: the reason that would hold the fee.
    public func explainFields(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        context: OutputContext,
        record: CheckedRecord,
        files names: ExplanationFiles
    ) throws(HoldReason) -> [FieldExplanation] {
        let program = files[file].detail
        let groupCount = Int64(max(1, record.fees.count))
        let finder = OriginFinder(
            program: program,
            campusFile: names.campus,
            groupCount: groupCount
        )
        var explained: [FieldExplanation] = []
        for (index, declared) in files[file].declared.fields.enumerated() {
            let trace = try program.trace(
                program.fields[index],
                fee,
                facts,
                context,
                RecordFigures(lineNumber: record.record ?? 0, groupCount: groupCount)
            )
            let branch = trace.branch.map { declared.branches[$0] }
            explained.append(
                FieldExplanation(
                    field: record.fields[index],
                    declaredAt: "\(names.format):\(declared.place.line)",
                    when: branch?.condition?.words,
                    origins: branch.map {
                        finder.origins(of: $0.content, trace.parts, fee, facts, context)
                    } ?? [],
                    value: files[file].encoding.text(of: trace.value),
                    fitting: trace.fitting
                )
            )
        }
        return explained
    }
}

extension CompiledFile {
    /// The condition that sends a fee here, as the format writes it; nil where it has none.
    public var when: String? { declared.condition?.words }

    /// Where the format declares that condition, or the file without one.
    public var place: Place { declared.condition?.place ?? declared.place }

    /// As a format names it: `lf` or `crlf`.
    public var lineEnding: String { declared.record.lineEnding.rawValue }

    /// What stands between two fields; nil where nothing does.
    public var separator: String? {
        declared.record.separator.map { String(Unicode.Scalar($0.value)) }
    }

    public var lineEndingLength: Int { declared.record.lineEnding.bytes.count }

    /// Bytes before the header, which no editor shows.
    public var markLength: Int { encoding.mark.count }

    /// An output's bytes as a text.
    public func text(of bytes: [UInt8]) -> String { encoding.text(of: bytes) }

    /// The row of the fields' names; nil where there is none.
    public var shownHeading: CheckedRecord? {
        guard !heading.isEmpty else { return nil }
        return CheckedRecord(
            record: nil,
            text: encoding.text(of: heading),
            length: heading.count - lineEndingLength,
            fields: []
        )
    }

    fileprivate func shown(
        _ explained: ExplainedRecord,
        _ fields: [FieldDeclaration],
        record: Int64?
    ) -> CheckedRecord {
        CheckedRecord(
            record: record,
            text: encoding.text(of: explained.bytes),
            length: explained.bytes.count - lineEndingLength,
            fields: zip(fields, explained.fields).map { field, range in
                CheckedRecord.Field(
                    name: field.name?.value,
                    from: range.lowerBound + 1,
                    to: range.upperBound,
                    text: encoding.text(of: explained.bytes[range])
                )
            }
        )
    }
}

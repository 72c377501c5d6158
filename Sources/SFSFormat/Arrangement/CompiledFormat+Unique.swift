public import BursarModel

extension CompiledFormat {
    /// Writes the fields of a fee's record that no other fee of its output may share.
    ///
    /// - Returns: where the value of each lies; a blank one is none, and left out.
    public func appendUniqueValues(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        context: OutputContext,
        lineNumber: Int64,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) -> [(field: Int, range: Range<Int>)] {
        let file = files[file]
        buffer.foundRow = nil
        var values: [(Int, Range<Int>)] = []
        for index in file.uniqueFields {
            let start = buffer.count
            let field = file.detail.fields[index]
            try file.detail.append(
                field,
                fee,
                facts,
                context,
                RecordFigures(lineNumber: lineNumber),
                to: &buffer
            )
            let isBlank = buffer[start..<buffer.count].allSatisfy { byte in
                byte == field.fill || byte == UInt8(ascii: " ")
                    || byte == RecordDeclaration.quoteMark
            }
            if !isBlank { values.append((index, start..<buffer.count)) }
        }
        return values
    }
}

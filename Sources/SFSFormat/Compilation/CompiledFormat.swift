public import BursarModel
public import Declarations

/// A format bound to a campus: everything checked and resolved, so that a fee is only written.
public struct CompiledFormat: Sendable {
    public let name: String
    public let files: [CompiledFile]

    /// Binds a format to what a campus lends it.
    ///
    /// - Returns: nil where something is an error. Findings stand in the format file, and name
    ///   the campus where it is the campus that lacks something.
    public static func compile(
        _ declaration: FormatDeclaration,
        for campus: CampusVocabulary,
        findings: Findings
    ) -> CompiledFormat? {
        let counter = ErrorCounter(findings)
        CampusFeeTypes.check(declaration, for: campus, findings: counter)
        let files = declaration.files.enumerated().map { index, file in
            FileCompilation(file, index: index, for: campus, findings: counter).compiled
        }
        let sound = files.compactMap(\.self)
        guard declaration.isSound, sound.count == files.count, counter.count == 0 else {
            return nil
        }
        return CompiledFormat(name: declaration.name.value, files: sound)
    }

    /// Whether anything in the outputs shows the number of the day.
    public var usesRunSequence: Bool { files.contains(where: \.usesRunSequence) }

    /// The first file whose `when` the fee meets; nil holds the fee as `no_file`.
    public func fileIndex(
        for fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        runDate: CalendarDate
    ) -> Int? {
        for index in files.indices {
            guard let condition = files[index].condition else { return index }
            if condition.matches(fee, facts, runDate: runDate) { return index }
        }
        return nil
    }

    /// Appends one whole record with its line ending, or leaves the buffer as it was.
    ///
    /// The record of a group is that of its first fee, with the amount of all of them.
    ///
    /// - Returns: the digits of the id that the record carries, for `OutputTotals.add`.
    /// - Throws: the reason that holds this fee and no other.
    public func appendRecord(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        context: OutputContext,
        lineNumber: Int64,
        groupCount: Int64 = 1,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) -> IDHash {
        try files[file].detail.append(
            fee,
            facts,
            context,
            RecordFigures(lineNumber: lineNumber, groupCount: groupCount),
            to: &buffer
        )
    }

    /// The name of an output, safe as the name of a file.
    public func name(file: Int, context: OutputContext) throws(OutputNameError) -> String {
        try files[file].name.text(in: context)
    }

    /// What stands before the first record: byte order mark, header and heading row.
    ///
    /// - Throws: `field_overflow` where a total does not fit its column: then the file cannot be
    ///   made at all.
    public func header(
        file: Int,
        context: OutputContext,
        totals: OutputTotals
    ) throws(HoldReason) -> [UInt8] {
        let file = files[file]
        var bytes = file.encoding.mark
        if let header = file.header { bytes += try record(header, context, totals) }
        return bytes + file.heading
    }

    /// What stands behind the last record; throws as `header` does.
    public func trailer(
        file: Int,
        context: OutputContext,
        totals: OutputTotals
    ) throws(HoldReason) -> [UInt8] {
        guard let trailer = files[file].trailer else { return [] }
        return try record(trailer, context, totals)
    }

    /// A record that no fee has a part in.
    private func record(
        _ program: RecordProgram,
        _ context: OutputContext,
        _ totals: OutputTotals
    ) throws(HoldReason) -> [UInt8] {
        var buffer = RecordBuffer(reserving: 256)
        let nobody = FeeFacts(amount: Cents(0), date: context.runDate, borrower: .other)
        _ = try program.append(
            FeeTexts(),
            nobody,
            context,
            RecordFigures(totals: totals),
            to: &buffer
        )
        return Array(buffer[0..<buffer.count])
    }
}

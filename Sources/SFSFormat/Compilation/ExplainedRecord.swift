public import BursarModel

/// A record with every byte named, as `check --explain` shows it.
public struct ExplainedRecord: Hashable, Sendable {
    /// The whole record with its line ending.
    public var bytes: [UInt8]
    /// Where each field of `CompiledFile.columns` lies in it, quotes and fill included.
    public var fields: [Range<Int>]
}

extension CompiledFormat {
    /// Writes one record and says where each field lies.
    ///
    /// - Throws: the reason that would hold the fee.
    public func explainRecord(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        context: OutputContext,
        lineNumber: Int64,
        groupCount: Int64 = 1
    ) throws(HoldReason) -> ExplainedRecord {
        var buffer = RecordBuffer(reserving: 512)
        let fields = try files[file].detail.appendExplained(
            fee,
            facts,
            context,
            RecordFigures(lineNumber: lineNumber, groupCount: groupCount),
            to: &buffer
        )
        return ExplainedRecord(bytes: Array(buffer[0..<buffer.count]), fields: fields)
    }
}

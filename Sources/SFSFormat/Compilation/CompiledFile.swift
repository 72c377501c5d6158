public import BursarModel

/// One file of a format, bound to a campus and ready for its fees.
public struct CompiledFile: Sendable {
    /// Its place in the format, from 0.
    public let index: Int
    public let kind: OutputKind
    public let encoding: OutputEncoding
    public let empty: EmptyPolicy
    public let exists: ExistsPolicy
    public let hasHeader: Bool
    public let hasTrailer: Bool
    /// Bytes before the first record, as far as the totals cannot change them; else nil.
    public let headerLength: Int?
    /// Bytes of every record with its line ending; nil where records differ in length.
    public let recordLength: Int?
    /// Whether the name, the header or the trailer names an `export.` value: then outputs of one
    /// run with equal names do not become one.
    public let namesExport: Bool
    /// Whether a record shows an `export.` value: then its context must name the fee's own export.
    public let recordNamesExport: Bool
    /// Whether any of that is the export's number, which only the export itself tells.
    public let showsExportNumber: Bool
    /// Whether the name counts the outputs of the day, so that the next free number can be taken.
    public let nameUsesRunSequence: Bool
    /// Whether anything in the file shows that number.
    public let usesRunSequence: Bool
    /// Whether anything in the file shows the number of the output among those of this file.
    public let usesFileSequence: Bool
    /// Bytes to cut off the end of the finished file, where its last line has no line ending.
    public let lineEndingToDrop: Int
    /// The fields of a record in their order.
    public let columns: [RecordColumn]
    /// The template of the name, as declared.
    public let nameTemplate: String

    /// Groups and order of the records; nil where every fee has its own, in the order of coming.
    public let arrangement: Arrangement?
    /// Whether two fees with the same value in some field must not stand in one output.
    public var hasUniqueFields: Bool { !uniqueFields.isEmpty }
    /// The lines before the first record: a header, and the row of the fields' names.
    public var linesBeforeRecords: Int64 { (header == nil ? 0 : 1) + (heading.isEmpty ? 0 : 1) }

    let declared: FileDeclaration
    let condition: Condition?
    let name: OutputName
    let detail: RecordProgram
    /// The places of fields among those of `detail`.
    let uniqueFields: [Int]
    let header: RecordProgram?
    let trailer: RecordProgram?
    /// The row of the fields' names with its line ending, empty where none is asked for.
    let heading: [UInt8]
}

/// A field of a record, as `check --explain` names it.
public struct RecordColumn: Hashable, Sendable {
    public let name: String?
    /// Where the format declares it.
    public let place: Place
    /// Its bytes in every record, from 0; nil where an earlier field, or itself, varies.
    public let range: Range<Int>?
}

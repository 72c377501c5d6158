internal import BursarModel

/// The flat program of one record: what is to be done for each field, in their order.
///
/// All texts are encoded, all names resolved, and all conditions compiled before the first fee.
final class RecordProgram: Sendable {
    let encoding: OutputEncoding
    /// Between two fields; nil where nothing stands between them.
    let separator: UInt8?
    let lineEnding: [UInt8]
    /// Whether foreign texts that begin like a formula get an apostrophe.
    let guardsFormulas: Bool
    let fields: [FieldProgram]
    let branches: [FieldProgram.Branch]
    let templateParts: [Source]
    let picturedTexts: [PicturedText]
    let constants: ByteRanges
    let conditions: [Condition]
    let pictures: [CalendarPicture]
    let dateRules: [DateRule]
    let lookups: [Lookup]
    let terms: CampusTerms?
    let termDate: TermDate

    /// A lookup with the reason that holds a fee for which it has no row.
    ///
    /// A class, so that using one on the hot path counts one reference and not six.
    final class Lookup: Sendable {
        let name: String
        let table: LookupTable
        let missing: HoldReason

        init(name: String, table: LookupTable) {
            self.name = name
            self.table = table
            missing = name == "item_type" ? .noItemType : .noLookupValue
        }
    }

    init(_ builder: RecordProgramBuilder) {
        encoding = builder.encoding
        separator = builder.separator
        lineEnding = builder.lineEnding
        guardsFormulas = builder.guardsFormulas
        fields = builder.fields
        branches = builder.branches
        templateParts = builder.templateParts
        picturedTexts = builder.picturedTexts
        constants = builder.constants
        conditions = builder.conditions
        pictures = builder.pictures
        dateRules = builder.dateRules
        lookups = builder.lookups
        terms = builder.terms
        termDate = builder.termDate
    }
}

/// What a record shows besides its fee and the context of its output.
struct RecordFigures: Sendable {
    var lineNumber: Int64 = 0
    /// The fees that the record stands for.
    var groupCount: Int64 = 1
    var totals = OutputTotals()
}

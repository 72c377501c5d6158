/// Why a fee or a whole export waits for a person.
///
/// The raw values are stable words that people search for and scripts compare.
public enum HoldReason: String, Error, Sendable, CaseIterable, Codable {
    // An export that cannot be read: it can only be written off.
    case emptyFile = "empty_file"
    case notWellFormed = "not_well_formed"
    case doctype
    case encoding
    case compressed
    case wrongRoot = "wrong_root"
    case unexpectedElement = "unexpected_element"
    case tooDeep = "too_deep"
    case tagTooLong = "tag_too_long"
    case totalOverflow = "total_overflow"
    // An export that is left where it lies and looked at again.
    case tooLarge = "too_large"
    case unreadable
    case notRegular = "not_regular"
    // An export that a person can let go on, or a new revision can cure.
    case wrongCampus = "wrong_campus"
    case noExportNumber = "no_export_number"
    case twoExportNumbers = "two_export_numbers"
    case nameReused = "name_reused"
    case exportReused = "export_reused"
    case tooManyHeld = "too_many_held"
    case archiveLost = "archive_lost"
    // A fee that a new revision cures.
    case noItemType = "no_item_type"
    case noLookupValue = "no_lookup_value"
    case noTerm = "no_term"
    case twoTerms = "two_terms"
    case noFile = "no_file"
    case fieldOverflow = "field_overflow"
    case delimiterInValue = "delimiter_in_value"
    case notEncodable = "not_encodable"
    case missingValue = "missing_value"
    case notUnique = "not_unique"
    case amountTooLarge = "amount_too_large"
    case badStudentID = "bad_student_id"
    case badDate = "bad_date"
    case amountSyntax = "amount_syntax"
    case noAmount = "no_amount"
    case wrongCurrency = "wrong_currency"
    /// Of a fee (a field over 4 KiB), or of an export (a field over 1 MiB).
    case fieldTooLong = "field_too_long"
    case duplicateField = "duplicate_field"
    // A fee that only a person can decide on.
    case changed
    case suspectedDuplicate = "suspected_duplicate"
    case creditPositive = "credit_positive"
    case outputVoid = "output_void"
}

extension HoldReason: Reportable {
    public var reported: String { rawValue }
}

extension HoldReason {
    /// What brings a held fee or export on its way again.
    public enum Cure: String, Sendable, CaseIterable {
        /// The next run judges it anew once the campus's configuration, or the hub, has changed.
        case revision
        /// `held release` or `held write-off` by a person.
        case person
        /// Nothing: the export can only be written off, and its fees be asked for again.
        case writeOff
        /// The file lies where it was and is looked at again by every run.
        case nextLook
    }

    public var cure: Cure {
        switch self {
        case .emptyFile, .notWellFormed, .doctype, .encoding, .compressed, .wrongRoot,
            .unexpectedElement, .tooDeep, .tagTooLong, .totalOverflow:
            .writeOff
        case .tooLarge, .unreadable, .notRegular:
            .nextLook
        case .nameReused, .exportReused, .changed, .suspectedDuplicate, .creditPositive,
            .outputVoid:
            .person
        case .wrongCampus, .noExportNumber, .twoExportNumbers, .tooManyHeld, .archiveLost,
            .noItemType, .noLookupValue, .noTerm, .twoTerms, .noFile, .fieldOverflow,
            .delimiterInValue, .notEncodable, .missingValue, .notUnique, .amountTooLarge,
            .badStudentID, .badDate, .amountSyntax, .noAmount, .wrongCurrency, .fieldTooLong,
            .duplicateField:
            .revision
        }
    }

    /// Whether another day alone can change the judgement, so that it is made once a business day.
    public var dependsOnTheDate: Bool {
        switch self {
        // The next day's output may have room for what this one has already.
        case .noTerm, .twoTerms, .badDate, .notUnique: true
        default: false
        }
    }
}

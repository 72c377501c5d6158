import BursarModel

/// What is done to a field's white space, and what else its text is looked at for.
enum FieldTreatment {
    /// Only the ends are trimmed: white space inside is part of the value, or makes it a wrong one.
    case value
    /// As a value; the text `null` is nil here and nowhere else.
    case institution
    /// A text for people: a run of white space in it is layout, and becomes one blank.
    case label
    /// A label that people type freely.
    case prose

    init(of field: FeeField) {
        switch field {
        case .userInstitution, .ownerInstitution: self = .institution
        case .patronName, .callNumber, .itemLibrary, .itemLocation, .itemInternalLocation:
            self = .label
        case .comment, .itemTitle: self = .prose
        case .userType, .userValue, .feeType, .libraryID, .libraryCode, .transactionDate,
            .dueDate, .barcode, .currency, .sum, .vat, .transactionID:
            self = .value
        }
    }
}

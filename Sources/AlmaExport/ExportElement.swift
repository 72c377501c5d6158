import BursarModel

/// The elements of an export, each with what may stand in it.
///
/// Source: exports of three institutions, 2013 to 2024, all with these names and no other. An
/// element is known by its namespace, its name and its parent; the order does not count.
enum ExportElement: UInt8, CaseIterable {
    case outside  // not an element: what the root stands in
    case fragment
    case block
    case list
    case borrower
    case user
    case userOwner
    case fees
    case fee
    case feeOwner
    case compositeSum
    case text  // holds text alone
    case unknown

    /// Alma's name for a child, and what the child is.
    typealias Child = (name: StaticString, meaning: Meaning)

    enum Meaning {
        case element(ExportElement)
        case field(FeeField)
        case exportNumber
    }

    var children: [Child] {
        switch self {
        case .outside:
            // The second root is documented; all exports seen have the first.
            [("xml-fragment", .element(.fragment)), ("userExportedFineFees", .element(.block))]
        case .fragment: [("userExportedFineFees", .element(.block))]
        case .block:
            [("exportNumber", .exportNumber), ("userExportedList", .element(.list))]
        case .list: [("userExportedFineFeesList", .element(.borrower))]
        case .borrower:
            [
                ("user", .element(.user)), ("patronName", .field(.patronName)),
                ("finefeeList", .element(.fees)),
            ]
        case .user:
            [
                ("type", .field(.userType)), ("value", .field(.userValue)),
                ("owneredEntity", .element(.userOwner)),
            ]
        case .userOwner: [("InstitutionId", .field(.userInstitution))]
        case .fees: [("userFineFee", .element(.fee))]
        case .fee:
            [
                ("fineFeeComment", .field(.comment)), ("fineFeeType", .field(.feeType)),
                ("owneredEntity", .element(.feeOwner)),
                ("lastTransactionDate", .field(.transactionDate)),
                ("itemTitle", .field(.itemTitle)),
                ("itemCallNumebr", .field(.callNumber)),  // sic, in every export seen
                ("itemLibrary", .field(.itemLibrary)), ("itemLocation", .field(.itemLocation)),
                ("itemInternalLocation", .field(.itemInternalLocation)),
                ("itemDueDate", .field(.dueDate)), ("itemBarcode", .field(.barcode)),
                ("compositeSum", .element(.compositeSum)),
                ("bursarTransactionId", .field(.transactionID)),
                ("itemCallNumber", .field(.callNumber)),  // should Alma mend its spelling
            ]
        case .feeOwner:
            [
                ("InstitutionId", .field(.ownerInstitution)), ("libraryId", .field(.libraryID)),
                ("libraryCode", .field(.libraryCode)),
            ]
        case .compositeSum:
            [("currency", .field(.currency)), ("sum", .field(.sum)), ("vat", .field(.vat))]
        case .text, .unknown: []
        }
    }
}

internal import BursarModel
internal import Declarations

/// What somebody borrowed is private: whoever takes a format on is told.
extension LayoutCheck {
    private static let history: Set<FormatValue> = [
        .text(.itemTitle), .text(.barcode), .text(.callNumber), .text(.comment),
    ]

    func checkReadingHistory(of field: FieldDeclaration) {
        for (value, place) in field.placedValues where LayoutCheck.history.contains(value) {
            findings.warning(
                "`\(quoted(value.name))` tells whoever reads the file what somebody borrowed",
                at: place,
                hint:
                    "leave it out unless the campus wants it there; fee.transaction_id leads back to it"
            )
        }
    }
}

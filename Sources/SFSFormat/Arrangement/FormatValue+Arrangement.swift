internal import BursarModel

extension FormatValue {
    /// Whether the records of a file can be put in order by it.
    ///
    /// Not by what is the same in all of them, nor by what only their order, or their end, decides.
    var orders: Bool {
        switch self {
        case .text, .feeDate, .dueDate, .ordinal, .amount, .sign, .term, .lookup, .exportNumber,
            .exportFile, .exportDate, .jobID:
            true
        case .groupCount, .lineNumber, .total, .campusKey, .campusName, .businessUnit, .constant,
            .runDate, .runTime, .runSequence, .fileSequence:
            false
        }
    }

    /// Whether the fees of one group can differ in it, as far as that is told without a campus.
    ///
    /// A name is the borrower's: where two exports spell it differently, the first fee's stands.
    func differs(within group: FileGroup, ofOneExport: Bool) -> Bool {
        switch self {
        case .text(let field): !group.fixes(field)
        case .feeDate, .dueDate, .ordinal: true
        case .exportNumber, .exportFile, .exportDate, .jobID: !ofOneExport
        case .amount, .groupCount, .sign, .term, .lookup, .lineNumber, .total, .campusKey,
            .campusName, .businessUnit, .constant, .runDate, .runTime, .runSequence, .fileSequence:
            false
        }
    }
}

extension FileGroup {
    /// Whether all fees of a group have the same text in a field.
    func fixes(_ field: FeeField) -> Bool {
        switch field {
        case .userType, .userValue, .patronName: true
        case .feeType: self == .userAndFeeType
        default: false
        }
    }
}

extension ConditionDeclaration {
    /// What it asks that the fees of a group can differ in, by its keys in a format.
    func askedThatDiffers(within group: FileGroup) -> [String] {
        var asked: [String] = []
        if feeTypes != nil, !group.fixes(.feeType) { asked.append("fee.type") }
        if libraries != nil { asked.append("fee.library") }
        if amount != nil { asked.append("amount") }
        if ageInDays != nil { asked.append("age_days") }
        return asked + (negated + (anyOf ?? [])).flatMap { $0.askedThatDiffers(within: group) }
    }

    /// The texts of a fee that it looks at.
    var askedTexts: [FeeField] {
        var fields: [FeeField] = []
        if feeTypes != nil { fields.append(.feeType) }
        if libraries != nil { fields.append(.libraryCode) }
        if userID != nil { fields.append(.userValue) }
        return fields + (negated + (anyOf ?? [])).flatMap(\.askedTexts)
    }
}

package import BursarModel

extension HeldMatter {
    /// The next act, with the exact file or command.
    ///
    /// Commands take `id`, which is `ID` where several wait and the person chooses.
    package func act(at campus: CampusKey, id: String = "ID") -> String {
        let file = "`campuses/\(campus).yaml`"
        let it = tally.count == 1 ? "it" : "them"
        let onboard = "then `bursarhub onboard campuses`; the next run sends \(it)."
        let decide =
            "`bursarhub held \(campus)` lists \(it); `bursarhub held release \(id) --reason …` or "
            + "`bursarhub held write-off \(id) --reason …`."
        if !missingRows.isEmpty {
            let row = missingRows.count == 1 ? "the row" : "a row for each"
            return "Add \(row) to the lookup in \(file), \(onboard)"
        }
        return switch reason {
        case .noItemType:
            "Add \(feeTypes.count > 1 ? "them" : feeTypes.isEmpty ? "the type" : "it") to "
                + "`lookups.item_type` in \(file), \(onboard)"
        case .noLookupValue: "Add the missing key to `lookups` in \(file), \(onboard)"
        case .noTerm: "Add the term of the date to `terms` in \(file), \(onboard)"
        case .twoTerms: "Let each date lie in one of `terms` in \(file), \(onboard)"
        case .noFile:
            "Check the pattern `students` in \(file), or give the format a file for such fees, "
                + onboard
        case .fieldOverflow, .delimiterInValue, .notEncodable, .missingValue:
            "Change the field in the format file, \(onboard) Or bill \(it) by hand, then "
                + "`bursarhub held write-off \(id) --reason …`."
        case .notUnique:
            "See with `bursarhub held \(campus)` that it is no second billing; a run of the next "
                + "business day tries \(it) in that day's output."
        case .amountTooLarge:
            "If the amount is right, raise `limits.largest_amount` in \(file), \(onboard)"
        case .tooManyHeld:
            "Mend \(file), most often its lookups, then `bursarhub onboard campuses`; the next "
                + "run judges \(it) anew. Or `bursarhub held release \(id)` books what passes."
        case .wrongCampus:
            "Check the S/FTP folder of the profile in Alma, or `institution_number` in \(file); "
                + "`bursarhub held write-off \(id) --reason …` ends \(it)."
        case .outputVoid:
            "`bursarhub held release \(id)` sends \(it) with the next run, "
                + "`bursarhub held write-off \(id) --reason …` ends \(it)."
        case .badStudentID, .badDate, .amountSyntax, .noAmount, .wrongCurrency, .fieldTooLong,
            .duplicateField:
            "Correct in Alma and bill by hand, then `bursarhub held write-off \(id) --reason …`; "
                + "`bursarhub held \(campus)` lists \(it)."
        case .changed, .suspectedDuplicate, .creditPositive, .nameReused, .exportReused,
            .noExportNumber, .twoExportNumbers:
            id == "ID"
                ? "See what differs with `bursarhub held show \(id)`: \(decide)"
                : "`bursarhub held release \(id) --reason …` or "
                    + "`bursarhub held write-off \(id) --reason …`."
        case .emptyFile, .notWellFormed, .doctype, .encoding, .compressed, .wrongRoot,
            .unexpectedElement, .tooDeep, .tagTooLong, .totalOverflow, .tooLarge, .unreadable,
            .notRegular, .archiveLost:
            reason.remedy.text.asSentence
        }
    }
}

extension HoldReason {
    /// Whether it is a whole export that waits; a field that is too long is told of its fee.
    package var holdsExport: Bool {
        switch self {
        case .emptyFile, .notWellFormed, .doctype, .encoding, .compressed, .wrongRoot,
            .unexpectedElement, .tooDeep, .tagTooLong, .totalOverflow, .tooLarge, .unreadable,
            .notRegular, .wrongCampus, .noExportNumber, .twoExportNumbers, .nameReused,
            .exportReused, .tooManyHeld, .archiveLost:
            true
        case .noItemType, .noLookupValue, .noTerm, .twoTerms, .noFile, .fieldOverflow,
            .delimiterInValue, .notEncodable, .missingValue, .notUnique, .amountTooLarge,
            .badStudentID, .badDate, .amountSyntax, .noAmount, .wrongCurrency, .fieldTooLong,
            .duplicateField,
            .changed, .suspectedDuplicate, .creditPositive, .outputVoid:
            false
        }
    }
}

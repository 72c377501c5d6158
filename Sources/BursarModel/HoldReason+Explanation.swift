extension HoldReason {
    /// What is wrong, in words for campus staff.
    public var meaning: Message {
        switch self {
        case .emptyFile: "the export has no bytes"
        case .notWellFormed: "the export is not well-formed XML, perhaps cut off"
        case .doctype: "the export carries a DOCTYPE, which Alma never writes"
        case .encoding: "the export is not UTF-8"
        case .compressed: "the export is compressed"
        case .wrongRoot: "the file is no bursar export of Alma"
        case .unexpectedElement: "an element stands where Alma never writes one"
        case .tooDeep: "elements are nested deeper than 32 levels"
        case .tagTooLong: "a tag is longer than any that Alma writes"
        case .totalOverflow: "the total of the export is beyond what can be counted"
        case .tooLarge: "the file is larger than 16 GiB"
        case .unreadable: "the file cannot be read"
        case .notRegular: "the entry is a link or something other than a regular file"
        case .wrongCampus: "the export is of another Alma institution"
        case .noExportNumber: "the export has no export number"
        case .twoExportNumbers: "the export has two different export numbers"
        case .nameReused: "an export of this name with other content was booked before"
        case .exportReused: "an export of this number with other content was booked before"
        case .tooManyHeld: "more of its fees would be held than the campus's ceiling allows"
        case .archiveLost: "the archived export is missing or was changed"
        case .noItemType: "the fee type has no item type at this campus"
        case .noLookupValue: "a lookup of the campus has no value for this fee"
        case .noTerm: "the date lies in no term of the campus"
        case .twoTerms: "the date lies in two terms of the campus"
        case .noFile: "no file of the format takes this fee"
        case .fieldOverflow: "a value does not fit its column"
        case .delimiterInValue: "a value holds the delimiter and the format never quotes"
        case .notEncodable: "a value has characters that the output's encoding lacks"
        case .missingValue: "a value that the format requires is empty"
        case .notUnique:
            "another fee of the output has the same value in a field that must be unique"
        case .amountTooLarge: "the amount is above the campus's largest amount"
        case .badStudentID: "the borrower's id is empty or cannot be one"
        case .badDate: "the date of the fee is none"
        case .amountSyntax: "the amount is not a number with at most two decimals"
        case .noAmount: "the fee has no amount"
        case .wrongCurrency: "the currency is not USD"
        case .fieldTooLong: "a field is longer than any that Alma writes"
        case .duplicateField: "a field stands twice in the fee"
        case .changed: "the fee is known with other values"
        case .suspectedDuplicate: "an equal fee without a transaction id is already known"
        case .creditPositive: "a credit has a positive amount"
        case .outputVoid: "the output that held the fee was voided"
        }
    }

    /// The next act of the person who reads this.
    public var remedy: Message {
        switch self {
        case .emptyFile, .notWellFormed:
            "look at the upload in Alma's job report; when the whole file comes, this one is set aside by itself"
        case .doctype, .encoding, .compressed, .wrongRoot, .unexpectedElement, .tooDeep,
            .tagTooLong, .totalOverflow:
            "find out who wrote the file; if it is not from Alma, write it off with `held write-off`"
        case .tooLarge, .unreadable, .notRegular:
            "put the file right where it lies; the next run looks at it again"
        case .wrongCampus:
            "check the S/FTP folder in Alma, or institution_number in the campus file; `held write-off` if it is another's"
        case .noExportNumber, .twoExportNumbers:
            "compare the file with Alma's job report, then `held release` or `held write-off`"
        case .nameReused, .exportReused:
            "see what differs with `held show`, then `held release` or `held write-off`"
        case .tooManyHeld:
            "mend the campus file, most often its lookups, and the next run judges the export anew; or `held release` books what passes"
        case .archiveLost: "restore the file in the archive from a backup"
        case .noItemType:
            "add the fee type to the lookup in the campus file, `onboard` it; the next run sends the fee"
        case .noLookupValue:
            "add the missing key to the lookup in the campus file, `onboard` it; the next run sends the fee"
        case .noTerm, .twoTerms:
            "mend the terms in the campus file, `onboard` it; the next run sends the fee"
        case .noFile:
            "give the format a file that takes such fees, or check the pattern `students`"
        case .fieldOverflow, .delimiterInValue, .notEncodable, .missingValue:
            "change the field in the format file, or write the fee off and bill it by hand"
        case .notUnique:
            "see that it is no second billing, then wait: a run of the next business day tries it in that day's output"
        case .amountTooLarge:
            "if the amount is right, raise limits.largest_amount in the campus file"
        case .badStudentID, .badDate, .amountSyntax, .noAmount, .wrongCurrency, .fieldTooLong,
            .duplicateField:
            "correct the fee in Alma's records, bill it by hand, then `held write-off`"
        case .changed:
            "see both versions with `held show`, then `held release` or `held write-off`"
        case .suspectedDuplicate:
            "if it is a second, real fee, `held release`; else `held write-off`"
        case .creditPositive:
            "ask the library: if it is a charge, `held release`; if a credit, enter it by hand, then `held write-off`"
        case .outputVoid:
            "`held release` sends it with the next run, `held write-off` ends it"
        }
    }
}

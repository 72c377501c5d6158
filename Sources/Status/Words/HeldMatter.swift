import BursarModel

/// The fees (or exports) of a campus that wait for one reason, as one matter for a person.
struct HeldMatter: Sendable {
    var reason: HoldReason
    var tally: Tally
    /// The fee types concerned, each once, in the order of their names.
    var feeTypes: [String]

    /// The matters of a campus, the largest first.
    static func of(_ campus: CampusSummary) -> [HeldMatter] {
        Dictionary(grouping: campus.heldByReason, by: \.reason).map { reason, counts in
            HeldMatter(
                reason: reason,
                tally: counts.reduce(Tally.zero) { $0.addingClamped($1.tally) },
                feeTypes: Set(counts.compactMap(\.feeType)).sorted()
            )
        }.sorted { ($1.tally.count, $0.reason.rawValue) < ($0.tally.count, $1.reason.rawValue) }
    }

    func need(
        of campus: CampusSummary,
        called name: String,
        _ clock: CampusClock,
        near run: Timestamp
    ) -> Need {
        let noun = reason.holdsExport ? "export" : "fee"
        let amount = Figures.amount(tally).map { ", \($0)" } ?? ""
        return Need(
            .attention,
            campus: campus.campus,
            name: name,
            matter: "\(counted(tally.count, noun)) held\(amount)",
            facts: reason.holdsExport ? whichExports(of: campus, clock, near: run) : fact,
            act: act(at: campus.campus)
        )
    }

    /// What is wrong with fees, naming their types: `LOCKERKEY has no item type.`
    var fact: String {
        guard !feeTypes.isEmpty else { return reason.meaning.text.asSentence }
        let types = shownTypes
        return reason == .noItemType
            ? "\(types) \(feeTypes.count == 1 ? "has" : "have") no item type."
            : "\(types): \(reason.meaning.text)."
    }

    /// Types are Alma's codes, but nothing keeps a file from making them long, or many.
    private var shownTypes: String {
        let shown = feeTypes.prefix(4).map { type in
            let text = Printable.escaped(type)
            return text.count > 40 ? text.prefix(39) + "…" : text
        }
        return feeTypes.count > 4
            ? "\(shown.joined(separator: ", ")) and \(counted(Int64(feeTypes.count - 4), "other"))"
            : listed(shown)
    }

    private func whichExports(
        of campus: CampusSummary,
        _ clock: CampusClock,
        near run: Timestamp
    ) -> String {
        let held = campus.exports.filter { $0.state == .held && $0.reason == reason.rawValue }
        guard !held.isEmpty else { return reason.meaning.text.asSentence }
        return held.prefix(3).map { export in
            let came = export.receivedAt.map { ", come \(clock.brief($0, near: run))" } ?? ""
            let what = export.message ?? reason.meaning.text
            return "\(Printable.escaped(export.file))\(came): \(Printable.escaped(what))."
        }.joined(separator: " ")
    }

    /// The next act, with the exact file or command.
    private func act(at campus: CampusKey) -> String {
        let file = "`campuses/\(campus).yaml`"
        let it = tally.count == 1 ? "it" : "them"
        let onboard = "then `bursarhub onboard campuses`; the next run sends \(it)."
        let decide =
            "`bursarhub held \(campus)` lists \(it); `bursarhub held release ID --reason …` or "
            + "`bursarhub held write-off ID --reason …`."
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
                + "`bursarhub held write-off ID --reason …`."
        case .amountTooLarge:
            "If the amount is right, raise `limits.largest_amount` in \(file), \(onboard)"
        case .tooManyHeld:
            "Mend \(file), most often its lookups, then `bursarhub onboard campuses`; the next "
                + "run judges \(it) anew."
        case .wrongCampus:
            "Check the S/FTP folder of the profile in Alma, or `institution_number` in \(file)."
        case .outputVoid:
            "`bursarhub outputs reissue` sends \(it) again, `bursarhub held write-off` ends it."
        case .badStudentID, .badDate, .amountSyntax, .noAmount, .wrongCurrency, .fieldTooLong,
            .duplicateField:
            "Correct in Alma and bill by hand, then `bursarhub held write-off ID --reason …`; "
                + "`bursarhub held \(campus)` lists \(it)."
        case .changed, .suspectedDuplicate, .creditPositive, .nameReused, .exportReused,
            .noExportNumber, .twoExportNumbers:
            "See what differs with `bursarhub held show ID`: \(decide)"
        case .emptyFile, .notWellFormed, .doctype, .encoding, .compressed, .wrongRoot,
            .unexpectedElement, .tooDeep, .tagTooLong, .totalOverflow, .tooLarge, .unreadable,
            .notRegular, .archiveLost:
            reason.remedy.text.asSentence
        }
    }
}

extension HoldReason {
    /// Whether it is a whole export that waits. A field that is too long is told of its fee.
    var holdsExport: Bool {
        switch self {
        case .emptyFile, .notWellFormed, .doctype, .encoding, .compressed, .wrongRoot,
            .unexpectedElement, .tooDeep, .tagTooLong, .totalOverflow, .tooLarge, .unreadable,
            .notRegular, .wrongCampus, .noExportNumber, .twoExportNumbers, .nameReused,
            .exportReused, .tooManyHeld, .archiveLost:
            true
        case .noItemType, .noLookupValue, .noTerm, .twoTerms, .noFile, .fieldOverflow,
            .delimiterInValue, .notEncodable, .missingValue, .amountTooLarge, .badStudentID,
            .badDate, .amountSyntax, .noAmount, .wrongCurrency, .fieldTooLong, .duplicateField,
            .changed, .suspectedDuplicate, .creditPositive, .outputVoid:
            false
        }
    }
}

extension Tally {
    func addingClamped(_ other: Tally) -> Tally {
        Tally(
            count: count.addingClamped(other.count),
            chargeCents: chargeCents.addingClamped(other.chargeCents),
            creditCents: creditCents.addingClamped(other.creditCents)
        )
    }
}

public import BursarModel
internal import Declarations
internal import SFSFormat

/// Term tables that soon hold no more days: from then on every fee that needs a term is held.
enum EndingTerms {
    static func check(_ drafts: [CampusDraft], today: CalendarDate) {
        for draft in drafts {
            guard let campus = draft.campus, campus.takesPart,
                let end = campus.endOfTerms(near: today), case .table(let table) = campus.terms
            else { continue }
            draft.findings.warning(
                end < today
                    ? "the terms ended on \(end): fees after that day are held"
                    : "the terms end on \(end): fees after that day are held",
                at: table.placeOfEnd ?? draft.places.terms,
                hint: "add the next terms"
            )
        }
    }
}

extension Campus {
    /// The last day of the term table; nil for a rule.
    public var endOfTerms: CalendarDate? {
        guard case .table(let table) = terms else { return nil }
        return table.end
    }

    /// The last day of the term table, if it is over or within 60 days; nil for a rule.
    public func endOfTerms(near today: CalendarDate) -> CalendarDate? {
        TermsWarning.end(endOfTerms, near: today)
    }
}

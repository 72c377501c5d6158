internal import BursarModel
internal import Declarations
internal import SFSFormat

/// Days between two terms that neither holds: every fee of such a day is held.
enum TermGaps {
    static func check(_ drafts: [CampusDraft], today: CalendarDate) {
        for draft in drafts {
            guard let campus = draft.campus, campus.takesPart, campus.termDate == .feeDate,
                case .table(let table) = campus.terms
            else { continue }
            for gap in table.gaps where gap.to >= today {
                draft.findings.warning(
                    gap.from == gap.to
                        ? "no term holds \(gap.from): fees of that day are held"
                        : "no term holds \(gap.from) to \(gap.to): fees of these days are held",
                    at: gap.place,
                    hint: "let the term before end later, or this one begin earlier"
                )
            }
        }
    }
}

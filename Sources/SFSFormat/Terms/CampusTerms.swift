public import BursarModel

/// How a campus finds the term of a date: its table, or its rule.
public enum CampusTerms: Sendable {
    case table(TermTable)
    case rule(TermRule)

    /// - Throws: `no_term` or `two_terms`; nothing is guessed.
    public func term(on date: CalendarDate) throws(HoldReason) -> String {
        switch self {
        case .table(let table): try table.term(on: date)
        case .rule(let rule): try rule.term(on: date)
        }
    }

    func append(termOn date: CalendarDate, to buffer: inout RecordBuffer) throws(HoldReason) {
        switch self {
        case .table(let table): try table.append(termOn: date, to: &buffer)
        case .rule(let rule): try rule.append(termOn: date, to: &buffer)
        }
    }
}

/// The date that a campus's terms are asked with.
public enum TermDate: String, Sendable, CaseIterable {
    case feeDate = "fee.date"
    case runDate = "run.date"
}

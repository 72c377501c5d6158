public import BursarModel
public import Declarations

/// The terms of a campus by their dates.
public struct TermTable: Sendable {
    /// A term: its code in SFS (STRM), its first and its last day.
    public struct Term: Hashable, Sendable {
        public let code: String
        public let from: CalendarDate
        public let to: CalendarDate
    }

    public let terms: [Term]
    /// Where each of them is declared.
    let places: [Place]

    /// The last day of the last term: what comes after it has no term.
    public var end: CalendarDate? { terms.map(\.to).max() }

    /// Where the last term is declared.
    public var placeOfEnd: Place? {
        zip(terms, places).max { $0.0.to < $1.0.to }?.1
    }

    /// Days between terms that no term holds, each with the place of the term behind them.
    public var gaps: [(from: CalendarDate, to: CalendarDate, place: Place)] {
        let ordered = zip(terms, places).sorted { $0.0.from < $1.0.from }
        var end: CalendarDate?
        return ordered.compactMap { term, place in
            let before = end
            end = max(before ?? term.to, term.to)
            guard let first = before?.adding(days: 1), let last = term.from.adding(days: -1),
                first <= last
            else { return nil }
            return (first, last, place)
        }
    }

    public func term(on date: CalendarDate) throws(HoldReason) -> String {
        terms[try index(on: date)].code
    }

    /// - Throws: `no_term` or `two_terms`; nothing is guessed.
    private func index(on date: CalendarDate) throws(HoldReason) -> Int {
        var found: Int?
        for index in terms.indices where terms[index].from <= date && date <= terms[index].to {
            guard found == nil else { throw .twoTerms }
            found = index
        }
        guard let found else { throw .noTerm }
        return found
    }

    func append(termOn date: CalendarDate, to buffer: inout RecordBuffer) throws(HoldReason) {
        buffer.append(terms[try index(on: date)].code)
    }

    /// Reads the list `terms` of a campus file; nil where something in it is a finding.
    public static func read(from element: Element, findings: Findings) -> TermTable? {
        guard let elements = element.sequence() else { return nil }
        var terms: [Term] = []
        var places: [Place] = []
        for element in elements {
            guard let term = readTerm(element, findings: findings) else { continue }
            // One of them is enough to say: of many equal terms, each pair would be said.
            if let other = terms.first(where: { term.from <= $0.to && $0.from <= term.to }) {
                findings.warning(
                    "the terms `\(quoted(other.code))` and `\(quoted(term.code))` share days",
                    at: element.place,
                    hint: "fees of these days are held; end one the day before the other begins"
                )
            }
            if let same = terms.firstIndex(where: { $0.code == term.code }) {
                findings.warning(
                    "the term `\(quoted(term.code))` stands twice",
                    at: element.place,
                    hint: "it stands in line \(places[same].line) too; was another code meant?"
                )
            }
            terms.append(term)
            places.append(element.place)
        }
        guard terms.count == elements.count else { return nil }
        guard !terms.isEmpty else {
            findings.error(
                "the list has no term",
                at: element.place,
                hint: "write {code: \"2267\", from: 2026-08-17, to: 2027-01-24} for each"
            )
            return nil
        }
        return TermTable(terms: terms, places: places)
    }

    private static func readTerm(_ element: Element, findings: Findings) -> Term? {
        guard let mapping = element.mapping() else { return nil }
        let code = mapping.required(string: "code")
        let from = mapping.required(string: "from").flatMap { date($0, findings: findings) }
        let to = mapping.required(string: "to").flatMap { date($0, findings: findings) }
        mapping.finish()
        guard let code, let from, let to else { return nil }
        guard !code.value.isEmpty else {
            findings.error("the code is empty", at: code.place, hint: "write the STRM of the term")
            return nil
        }
        if code.value.utf8.count > SFSWidth.term {
            findings.warning(
                "the code has \(code.value.utf8.count) characters, a term of PeopleSoft \(SFSWidth.term)",
                at: code.place,
                hint: "write its STRM, such as 2267"
            )
        }
        guard from <= to else {
            findings.error(
                "the term ends before it begins",
                at: mapping.element("to")?.place ?? mapping.place,
                hint: "compare `from` and `to`; both days belong to the term"
            )
            return nil
        }
        return Term(code: code.value, from: from, to: to)
    }

    private static func date(_ text: Placed<String>, findings: Findings) -> CalendarDate? {
        if let date = CalendarDate(iso: text.value) { return date }
        findings.error(
            "`\(quoted(text.value))` is no date",
            at: text.place,
            hint: "write year, month and day as 2026-08-17"
        )
        return nil
    }
}

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

    /// The last day of the last term: what comes after it has no term.
    public var end: CalendarDate? { terms.map(\.to).max() }

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
        for byte in terms[try index(on: date)].code.utf8 { buffer.append(byte) }
    }

    /// Reads the list `terms` of a campus file; nil where something in it is a finding.
    public static func read(from element: Element, findings: Findings) -> TermTable? {
        guard let elements = element.sequence() else { return nil }
        let read = elements.map { readTerm($0, findings: findings) }
        let sound = read.compactMap(\.self)
        guard sound.count == read.count else { return nil }
        guard !sound.isEmpty else {
            findings.error("the list has no term", at: element.place)
            return nil
        }
        for (index, term) in sound.enumerated() {
            // One of them is enough to say: of many equal terms, each pair would be said.
            if let other = sound[..<index].first(where: {
                term.from <= $0.to && $0.from <= term.to
            }) {
                findings.warning(
                    "the terms `\(quoted(other.code))` and `\(quoted(term.code))` share days",
                    at: elements[index].place,
                    hint: "fees of these days are held"
                )
            }
        }
        return TermTable(terms: sound)
    }

    private static func readTerm(_ element: Element, findings: Findings) -> Term? {
        guard let mapping = element.mapping() else { return nil }
        let code = mapping.required(string: "code")
        let from = mapping.required(string: "from").flatMap { date($0, findings: findings) }
        let to = mapping.required(string: "to").flatMap { date($0, findings: findings) }
        mapping.finish()
        guard let code, let from, let to else { return nil }
        guard !code.value.isEmpty else {
            findings.error("the code is empty", at: code.place)
            return nil
        }
        guard from <= to else {
            findings.error("the term ends before it begins", at: mapping.place(of: "to"))
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

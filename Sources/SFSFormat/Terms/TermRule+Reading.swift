internal import BursarModel
public import Declarations

extension TermRule {
    /// Reads the list `term_rule` of a campus file; nil where something in it is a finding.
    public static func read(from element: Element, findings: Findings) -> TermRule? {
        guard let elements = element.sequence() else { return nil }
        let read = elements.map { readVersion($0, findings: findings) }
        let sound = read.compactMap(\.self).sorted { $0.since < $1.since }
        guard sound.count == read.count else { return nil }
        guard !sound.isEmpty else {
            findings.error(
                "the rule has no version",
                at: element.place,
                hint: "write - {since: 2026-01-01, ranges: […]}"
            )
            return nil
        }
        for (one, next) in zip(sound, sound.dropFirst()) where one.since == next.since {
            findings.error(
                "two versions hold since the same day",
                at: element.place,
                hint: "keep one of them, or correct its `since`"
            )
            return nil
        }
        return TermRule(versions: sound)
    }

    private static func readVersion(_ element: Element, findings: Findings) -> Version? {
        guard let mapping = element.mapping() else { return nil }
        let since = mapping.required(string: "since")
        let ranges = mapping.required(sequence: "ranges")
        mapping.finish()
        guard let since, let ranges else { return nil }
        guard let date = CalendarDate(iso: since.value) else {
            findings.error(
                "`\(quoted(since.value))` is no date",
                at: since.place,
                hint: "write year, month and day as 2026-08-17"
            )
            return nil
        }
        let read = ranges.map { readRange($0, findings: findings) }
        let sound = read.compactMap(\.self)
        guard sound.count == read.count else { return nil }
        check(sound, at: mapping.place(of: "ranges"), findings: findings)
        return Version(since: date, ranges: sound)
    }

    private static func readRange(_ element: Element, findings: Findings) -> Range? {
        guard let mapping = element.mapping() else { return nil }
        let from = mapping.required(string: "from").flatMap { day($0, findings: findings) }
        let to = mapping.required(string: "to").flatMap { day($0, findings: findings) }
        let code = mapping.required(string: "code").flatMap { readCode($0, findings: findings) }
        mapping.finish()
        guard let from, let to, let code else { return nil }
        guard from <= to else {
            findings.error(
                "the range ends before it begins",
                at: mapping.element("to")?.place ?? mapping.place,
                hint: "write two ranges: one to 12-31, one from 01-01"
            )
            return nil
        }
        return Range(from: from, to: to, code: code)
    }

    private static func day(_ text: Placed<String>, findings: Findings) -> DayOfYear? {
        // A leap year, so that 02-29 is a day.
        if text.value.utf8.count == 5, let date = CalendarDate(iso: "2024-\(text.value)") {
            return DayOfYear(month: date.month, day: date.day)
        }
        findings.error(
            "`\(quoted(text.value))` is no day of a year",
            at: text.place,
            hint: "write month and day as 08-17"
        )
        return nil
    }

    /// A gap holds the fees of its days, and so does an overlap: both may be meant, rarely.
    private static func check(_ ranges: [Range], at place: Place, findings: Findings) {
        var takers = Array(repeating: 0, count: 366)
        guard let first = CalendarDate(year: 2024, month: 1, day: 1) else { return }
        for index in takers.indices {
            guard let date = first.adding(days: index) else { continue }
            let day = DayOfYear(month: date.month, day: date.day)
            takers[index] = ranges.count { $0.from <= day && day <= $0.to }
        }
        func shown(_ index: Int) -> Printable {
            Printable(first.adding(days: index)?.iso.dropFirst(5) ?? "")
        }
        if let gap = takers.firstIndex(of: 0) {
            findings.warning(
                "no range holds \(shown(gap))",
                at: place,
                hint: "fees of such days are held"
            )
        }
        if let overlap = takers.firstIndex(where: { $0 > 1 }) {
            findings.warning(
                "two ranges hold \(shown(overlap))",
                at: place,
                hint: "fees of such days are held"
            )
        }
    }

    /// `{year}SP`, `{year+1}FA`, `1{year+1:yy}2`.
    private static func readCode(_ text: Placed<String>, findings: Findings) -> [CodePart]? {
        var parts: [CodePart] = []
        var rest = text.value[...]
        while !rest.isEmpty {
            let literal = rest.prefix { $0 != "{" && $0 != "}" }
            if !literal.isEmpty { parts.append(.literal(String(literal))) }
            rest = rest.dropFirst(literal.count)
            guard !rest.isEmpty else { break }
            guard rest.first == "{", let end = rest.firstIndex(of: "}"),
                let part = yearPlace(rest[..<end].dropFirst())
            else {
                let place = rest[...(rest.firstIndex(of: "}") ?? rest.startIndex)]
                findings.error(
                    "`\(quoted(place))` is no place in the code of a term rule",
                    at: text.place(of: place),
                    hint: "its places are {year}, {year+1}, {year-1}, {year:yy}, {year+1:yy}"
                )
                return nil
            }
            parts.append(part)
            rest = rest[rest.index(after: end)...]
        }
        guard !parts.isEmpty else {
            findings.error(
                "the code is empty",
                at: text.place,
                hint: "write it as the campus has it, such as {year}SP"
            )
            return nil
        }
        return parts
    }

    private static func yearPlace(_ text: Substring) -> CodePart? {
        guard text.hasPrefix("year") else { return nil }
        let halves = text.dropFirst(4).split(
            separator: ":",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        var offset = 0
        if let sign = halves[0].first {
            guard sign == "+" || sign == "-", let years = UInt8(halves[0].dropFirst()),
                years <= 9
            else { return nil }
            offset = sign == "-" ? -Int(years) : Int(years)
        }
        switch halves.count == 2 ? String(halves[1]) : "yyyy" {
        case "yyyy": return .year(offset: offset, ofCentury: false)
        case "yy": return .year(offset: offset, ofCentury: true)
        default: return nil
        }
    }
}

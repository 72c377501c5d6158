public import BursarModel

/// A campus's rule for terms by month and day, in versions by date.
public struct TermRule: Sendable {
    /// What holds from a day on, until the next version does.
    struct Version: Sendable {
        var since: CalendarDate
        var ranges: [Range]
    }

    /// Days of every year that lie in one term.
    struct Range: Sendable {
        var from: DayOfYear
        var to: DayOfYear
        var code: [CodePart]
    }

    /// A month and a day without a year.
    struct DayOfYear: Hashable, Comparable, Sendable {
        var month: Int
        var day: Int

        static func < (one: DayOfYear, other: DayOfYear) -> Bool {
            (one.month, one.day) < (other.month, other.day)
        }
    }

    enum CodePart: Hashable, Sendable {
        case literal(String)
        /// The date's year moved by some years, with four digits or with two.
        case year(offset: Int, ofCentury: Bool)
    }

    /// In the order of their dates.
    let versions: [Version]

    public func term(on date: CalendarDate) throws(HoldReason) -> String {
        var code = RecordBuffer(reserving: 16)
        try append(termOn: date, to: &code)
        return String(decoding: code[0..<code.count], as: UTF8.self)
    }

    /// - Throws: `no_term` or `two_terms`; nothing is guessed.
    func append(termOn date: CalendarDate, to buffer: inout RecordBuffer) throws(HoldReason) {
        guard let version = versions.lastIndex(where: { $0.since <= date }) else {
            throw .noTerm
        }
        let day = DayOfYear(month: date.month, day: date.day)
        var found: Int?
        for (index, range) in versions[version].ranges.enumerated()
        where range.from <= day && day <= range.to {
            guard found == nil else { throw .twoTerms }
            found = index
        }
        guard let found else { throw .noTerm }
        for part in versions[version].ranges[found].code {
            switch part {
            case .literal(let text): buffer.append(text)
            case .year(let offset, let ofCentury):
                let year = date.year + offset
                guard (1...9999).contains(year) else { throw .noTerm }
                let picture = NumberPicture(hasDecimals: false, leastDigits: ofCentury ? 2 : 4)
                buffer.append(UInt64(ofCentury ? year % 100 : year), as: picture)
            }
        }
    }
}

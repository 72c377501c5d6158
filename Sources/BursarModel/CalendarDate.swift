/// A day of the Gregorian calendar, as printed, without a zone.
public struct CalendarDate: Hashable, Comparable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// - Returns: nil where the calendar has no such day, or the year is not 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDate.days(of: month, in: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    public static func < (one: CalendarDate, other: CalendarDate) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    public static func isLeap(_ year: Int) -> Bool {
        (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    }

    public static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate {
    /// Days since 1970-01-01, negative before it.
    public var daysSince1970: Int {
        // Years are counted from March, so that the leap day is a year's last.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// - Returns: nil outside the years 1 to 9999.
    public init?(daysSince1970 days: Int) {
        guard (-719_162...2_932_896).contains(days) else { return nil }
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: day
        )
    }

    public func adding(days: Int) -> CalendarDate? {
        CalendarDate(daysSince1970: daysSince1970 + days)
    }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    public var weekday: Int {
        let sinceThursday = daysSince1970 % 7
        return (sinceThursday + 7 + 3) % 7 + 1
    }
}

extension CalendarDate {
    /// Reads `yyyy-MM-dd`, the form of campus files and of `--run-date`.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
            return nil
        }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard let digit = byte.decimalDigit else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
            return nil
        }
        self.init(year: year, month: month, day: day)
    }

    /// `yyyy-MM-dd`.
    public var iso: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Reads the day of `lastTransactionDate`: `MM/dd/yyyy HH:mm:ss`, with or without a zone.
    ///
    /// The day is taken as printed; nothing is moved between zones, and a first number over 12 is
    /// a misconfigured export, never a day to be swapped. Source: exports of three institutions.
    ///
    /// - Throws: `bad_date`, which holds this fee and no other.
    public init(almaTransaction text: Span<UInt8>) throws(HoldReason) {
        guard text.count >= 10, text[2] == UInt8(ascii: "/"), text[5] == UInt8(ascii: "/") else {
            throw .badDate
        }
        var numbers = (month: 0, day: 0, year: 0)
        for index in 0..<10 where index != 2 && index != 5 {
            guard let digit = text[index].decimalDigit else { throw .badDate }
            switch index {
            case 0..<2: numbers.month = numbers.month * 10 + Int(digit)
            case 3..<5: numbers.day = numbers.day * 10 + Int(digit)
            default: numbers.year = numbers.year * 10 + Int(digit)
            }
        }
        guard text.count == 10 || CalendarDate.isTimeOfDay(text.extracting(10...)) else {
            throw .badDate
        }
        guard
            let date = CalendarDate(
                year: numbers.year,
                month: numbers.month,
                day: numbers.day
            )
        else { throw .badDate }
        self = date
    }

    /// ` HH:mm:ss`, and ` ZONE` of letters behind it or nothing.
    private static func isTimeOfDay(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 9, text[0] == UInt8(ascii: " "), text[3] == UInt8(ascii: ":"),
            text[6] == UInt8(ascii: ":")
        else { return false }
        for index in 1..<9 where index != 3 && index != 6 {
            guard text[index].decimalDigit != nil else { return false }
        }
        guard text.count > 9 else { return true }
        guard (11...16).contains(text.count), text[9] == UInt8(ascii: " ") else { return false }
        for index in 10..<text.count {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[index] & 0xDF) else {
                return false
            }
        }
        return true
    }
}

extension CalendarDate: Reportable {
    public var reported: String { iso }
}

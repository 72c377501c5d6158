import BursarModel

extension Timestamp {
    /// Reads a moment as our own JSON spells it: `2026-11-22T02:10:05Z`, with milliseconds or not.
    init?(rfc3339 text: String) {
        guard text.utf8.last == UInt8(ascii: "Z") else { return nil }
        let parts = text.dropLast().split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = CalendarDate(iso: String(parts[0])) else { return nil }
        let seconds = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        let clock = seconds[0].split(separator: ":", omittingEmptySubsequences: false)
        guard seconds.count <= 2, clock.count == 3,
            let hour = Self.number(clock[0], below: 24),
            let minute = Self.number(clock[1], below: 60),
            let second = Self.number(clock[2], below: 61)
        else { return nil }
        var microseconds: Int64 = 0
        if seconds.count == 2 {
            let digits = seconds[1]
            guard (1...6).contains(digits.utf8.count), let fraction = Self.digits(digits) else {
                return nil
            }
            microseconds = (0..<(6 - digits.utf8.count)).reduce(fraction) { value, _ in value * 10 }
        }
        let whole = Int64(day.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second
        self.init(microseconds: whole * 1_000_000 + microseconds)
    }

    /// To the microsecond: where a list goes on, a rounded moment would skip what lies between.
    var rfc3339ToTheMicrosecond: String {
        let whole = Timestamp(seconds: seconds).rfc3339.dropLast()
        let digits = String(microseconds - seconds * 1_000_000)
        return "\(whole).\(String(repeating: "0", count: 6 - digits.utf8.count))\(digits)Z"
    }

    private static func number(_ text: Substring, below limit: Int64) -> Int64? {
        guard text.utf8.count == 2, let number = digits(text), number < limit else { return nil }
        return number
    }

    private static func digits(_ text: Substring) -> Int64? {
        let isDigits = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return isDigits ? Int64(text) : nil
    }
}

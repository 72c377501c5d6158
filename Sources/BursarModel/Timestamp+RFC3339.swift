extension Timestamp {
    /// `2026-11-22T02:10:05Z`, with milliseconds where there are any.
    public var rfc3339: String {
        guard let utc = LocalTime(self, offset: 0) else { return "" }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(utc.hour)):\(two(utc.minute)):\(two(utc.second))"
        let milliseconds = Int((microseconds - seconds * 1_000_000) / 1000)
        let digits = String(milliseconds)
        let fraction =
            milliseconds == 0 ? "" : ".\(String(repeating: "0", count: 3 - digits.count))\(digits)"
        return "\(utc.date.iso)T\(time)\(fraction)Z"
    }
}

extension Timestamp: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}

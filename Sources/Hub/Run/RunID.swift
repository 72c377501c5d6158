import BursarModel

/// Names runs by the time they begin, so that folders of summaries sort by themselves.
enum RunID {
    /// `20261122-181003-7f3a09c2`: UTC, and eight random digits, for many runs may begin at once.
    static func make(at now: Timestamp) -> String {
        let digits = now.rfc3339.prefix(19).filter(\.isNumber)
        let random = String(UInt32.random(in: .min ... .max), radix: 16)
        let padding = String(repeating: "0", count: 8 - random.count)
        return "\(digits.prefix(8))-\(digits.dropFirst(8))-\(padding)\(random)"
    }
}

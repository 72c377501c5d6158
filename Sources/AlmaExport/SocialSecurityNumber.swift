extension [UInt8] {
    /// Whether a text holds `ddd-dd-dddd` with no further digit at its ends.
    ///
    /// Staff type comments freely; such a number must not travel unnoticed.
    func holdsSocialSecurityNumber(in range: Range<Int>) -> Bool {
        guard range.count >= 11 else { return false }
        for start in range.lowerBound...(range.upperBound - 11)
        where self[start + 3] == UInt8(ascii: "-") && self[start + 6] == UInt8(ascii: "-") {
            let end = start + 11
            let fits = (start..<end).allSatisfy { index in
                index == start + 3 || index == start + 6 || isDigit(self[index])
            }
            let goesOn =
                (start > range.lowerBound && isDigit(self[start - 1]))
                || (end < range.upperBound && isDigit(self[end]))
            if fits, !goesOn { return true }
        }
        return false
    }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

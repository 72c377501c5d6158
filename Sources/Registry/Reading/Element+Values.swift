internal import BursarModel
internal import Declarations

extension Element {
    /// `yyyy-MM-dd`.
    func date() -> CalendarDate? {
        guard let text = string() else { return nil }
        if let date = CalendarDate(iso: text.value) { return date }
        findings.refuse(text, "is no day", hint: "write it as 2026-11-20")
        return nil
    }

    /// `90m`, `6h` or `2d`, as seconds; from a minute to a year.
    func duration() -> Int64? {
        guard let text = string() else { return nil }
        let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400]
        if let unit = text.value.last.flatMap({ units[$0] }),
            text.value.dropLast().utf8.allSatisfy({ $0.decimalDigit != nil }),
            let number = Int64(text.value.dropLast()), (1...525_600).contains(number),
            number * unit <= 366 * 86_400
        {
            return number * unit
        }
        findings.refuse(text, "is no length of time", hint: "write it as 90m, 6h or 2d")
        return nil
    }

    /// Dollars and cents, more than nothing.
    func amount() -> Cents? {
        guard let text = string() else { return nil }
        let bytes = Array(text.value.utf8)
        do {
            let cents = try Cents(almaSum: bytes.span)
            if cents.value > 0 { return cents }
        } catch {
            // Whatever is wrong with it, the remedy is the same.
        }
        findings.refuse(text, "is no amount", hint: "write it as 2500.00")
        return nil
    }

    /// A share from 0 to 1 with at most four decimals, as hundredths of a percent.
    func basisPoints() -> Int64? {
        guard let text = string() else { return nil }
        let parts = text.value.split(separator: ".", omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : ""
        if parts[0] == "0" || parts[0] == "1", parts.count <= 2, (0...4).contains(decimals.count),
            parts.count == 1 || !decimals.isEmpty,
            decimals.utf8.allSatisfy({ $0.decimalDigit != nil }),
            let whole = Int64(parts[0]),
            let fraction = Int64(decimals + String(repeating: "0", count: 4 - decimals.count)),
            whole * 10_000 + fraction <= 10_000
        {
            return whole * 10_000 + fraction
        }
        findings.refuse(text, "is no share", hint: "write it from 0 to 1, such as 0.10 for a tenth")
        return nil
    }

    func count(_ range: ClosedRange<Int>) -> Int? {
        guard let number = integer() else { return nil }
        if range.contains(number.value) { return number.value }
        findings.error(
            "\(number.value) is not possible here",
            at: number.place,
            hint: "write a number from \(range.lowerBound) to \(range.upperBound)"
        )
        return nil
    }

    /// A text of so many bytes at most that is not blank.
    func text(atMost limit: Int) -> String? {
        guard let text = string() else { return nil }
        guard text.value.contains(where: { !$0.isWhitespace }) else {
            findings.error(
                "a text is empty",
                at: text.place,
                hint: "write one, or leave the key out"
            )
            return nil
        }
        guard text.value.utf8.count <= limit else {
            findings.refuse(text, "is too long", hint: "\(limit) bytes are possible")
            return nil
        }
        return text.value
    }
}

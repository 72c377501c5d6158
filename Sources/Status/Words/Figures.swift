package import BursarModel

/// Writes numbers as people read them, from integers alone.
public enum Figures {
    /// A count with thousands separators: `2,214`.
    public static func count(_ number: Int64) -> String {
        (number < 0 ? "-" : "") + grouped(number.magnitude)
    }

    /// Cents as dollars with two decimals, without a symbol: `1,262.32`, `-3.25`.
    public static func dollars(_ cents: Int64) -> String {
        let parts = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        return (cents < 0 ? "-" : "") + grouped(parts.quotient) + "." + twoDigits(parts.remainder)
    }

    /// Cents as spreadsheets and PeopleSoft's own pages read them: `1262.32`.
    public static func plainDollars(_ cents: Int64) -> String {
        let parts = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        return (cents < 0 ? "-" : "") + String(parts.quotient) + "." + twoDigits(parts.remainder)
    }

    /// What a tally amounts to in a sentence: `$45.00`, or charges and credits apart.
    ///
    /// Nothing where it amounts to nothing, as for fees whose amounts cannot be read.
    package static func amount(_ tally: Tally) -> String? {
        switch (tally.chargeCents, tally.creditCents) {
        case (0, 0): nil
        case (let charges, 0): "$\(dollars(charges))"
        case (0, let credits): "$\(dollars(credits)) in credits"
        case (let charges, let credits):
            "$\(dollars(charges)) in charges and $\(dollars(credits)) in credits"
        }
    }

    /// A number in the run of a sentence: words up to ten, figures beyond.
    package static func word(_ number: Int) -> String {
        let words = [
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        ]
        return words.indices.contains(number) ? words[number] : count(Int64(number))
    }

    private static func grouped(_ number: UInt64) -> String {
        var grouped = ""
        let digits = String(number)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "," }
            grouped.append(digit)
        }
        return grouped
    }

    private static func twoDigits(_ number: UInt64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}

/// A number and its noun: `1 fee`, `2,139 fees`.
package func counted(_ number: Int64, _ one: String, _ many: String? = nil) -> String {
    "\(Figures.count(number)) \(number == 1 ? one : many ?? one + "s")"
}

/// Names in a sentence: `A`, `A and B`, `A, B and C`.
package func listed(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
}

extension String {
    /// With a capital first letter, as a sentence begins.
    package var asSentenceStart: String { prefix(1).uppercased() + dropFirst() }
}

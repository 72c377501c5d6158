internal import BursarModel
internal import Declarations

/// How a number is written: amounts as `0.00`, `#.00`, `#,##0.00`, counts as `0000`.
///
/// `0` always shows a digit and `#` only a significant one. A picture never cuts: digits beyond
/// it are shown. Amounts have two decimals, no more and no less, because a third would be
/// invented and a missing one lost.
struct NumberPicture: Hashable, Sendable {
    /// Two decimals behind a point; without them the number is an integer.
    var hasDecimals: Bool
    /// Of the integer part.
    var leastDigits: Int = 1
    var groupsThousands = false

    /// The fewest bytes that it shows, without a sign.
    var leastLength: Int {
        leastDigits + (hasDecimals ? 3 : 0) + (groupsThousands ? (leastDigits - 1) / 3 : 0)
    }

    static let amount = NumberPicture(hasDecimals: true)
    static let integer = NumberPicture(hasDecimals: false)
}

extension NumberPicture {
    static func read(amount text: Placed<String>, findings: Findings) -> NumberPicture? {
        guard text.value.hasSuffix(".00"),
            let picture = integerPart(text.value.utf8.dropLast(3), hasDecimals: true)
        else {
            findings.error(
                "`\(quoted(text.value))` is no picture of an amount",
                at: text.place,
                hint: hint(for: text.value)
            )
            return nil
        }
        return picture
    }

    /// What most often is meant by a picture that is none.
    private static func hint(for text: String) -> Message {
        let all: Message =
            "write 0.00, #.00 or #,##0.00; for implied cents use a value in cents"
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { "0#.,".utf8.contains($0) }
        guard isPlain else { return all }
        if !text.contains("."), text.hasSuffix(",00") {
            return
                "did you mean `\(quoted(text.dropLast(3) + ".00"))`? the decimals stand behind a point"
        }
        let halves = text.split(separator: ".", omittingEmptySubsequences: false)
        if halves.count == 2, halves[1] != "00" {
            return "an amount has exactly two decimals: \(all)"
        }
        return all
    }

    static func read(count text: Placed<String>, findings: Findings) -> NumberPicture? {
        guard text.value.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }),
            let picture = integerPart(text.value.utf8[...], hasDecimals: false)
        else {
            findings.error(
                "`\(quoted(text.value))` is no picture of a whole number",
                at: text.place,
                hint: "write as many zeros as it has digits at least, such as 0000"
            )
            return nil
        }
        return picture
    }

    /// `#` before `0`; commas, if any, stand before every third place from the right.
    private static func integerPart(
        _ text: Substring.UTF8View,
        hasDecimals: Bool
    ) -> NumberPicture? {
        let groups = Substring(text).split(separator: ",", omittingEmptySubsequences: false)
        let places = groups.joined()
        let zeros = places.drop { $0 == "#" }
        guard (1...24).contains(places.count), zeros.allSatisfy({ $0 == "0" }),
            groups.count == 1 || (1...3).contains(groups[0].count),
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return NumberPicture(
            hasDecimals: hasDecimals,
            leastDigits: zeros.count,
            groupsThousands: groups.count > 1
        )
    }
}

extension RecordBuffer {
    /// The digits of a number, without a sign; cents where the picture has decimals.
    mutating func append(_ magnitude: UInt64, as picture: NumberPicture) {
        // From the last digit on, because how many there are is known at the end.
        var text = InlineArray<64, UInt8>(repeating: UInt8(ascii: "0"))
        var start = text.count
        var rest = magnitude
        if picture.hasDecimals {
            text[start - 1] &+= UInt8(truncatingIfNeeded: rest % 10)
            text[start - 2] &+= UInt8(truncatingIfNeeded: rest / 10 % 10)
            text[start - 3] = UInt8(ascii: ".")
            rest /= 100
            start -= 3
        }
        var digits = 0
        while rest > 0 || digits < picture.leastDigits {
            if picture.groupsThousands, digits > 0, digits % 3 == 0 {
                start -= 1
                text[start] = UInt8(ascii: ",")
            }
            start -= 1
            text[start] &+= UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            digits += 1
        }
        append(text.span.extracting(start...))
    }
}

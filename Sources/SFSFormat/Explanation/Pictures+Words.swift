extension ValuePicture {
    /// As a format writes it; nil where a value takes none, and for plain digits.
    var words: String? {
        switch self {
        case .none: nil
        case .number(let picture) where picture == .integer: nil
        case .calendar(let picture): picture.words
        case .number(let picture): picture.words
        case .text(let picture): picture.words
        }
    }
}

extension CalendarPicture {
    var words: String {
        parts.map { part in
            switch part {
            case .byte(let byte): String(Unicode.Scalar(byte))
            case .year: "yyyy"
            case .yearOfCentury: "yy"
            case .month(let padded): padded ? "MM" : "M"
            case .day(let padded): padded ? "dd" : "d"
            case .hour(let padded): padded ? "HH" : "H"
            case .minute: "mm"
            case .second: "ss"
            }
        }.joined()
    }
}

extension NumberPicture {
    /// The shortest picture that writes numbers so.
    var words: String {
        let zeros = String(repeating: "0", count: leastDigits)
        guard groupsThousands || hasDecimals else { return leastDigits == 0 ? "#" : zeros }
        var whole = leastDigits == 0 ? "#" : zeros
        if groupsThousands {
            whole = String(repeating: "#", count: max(0, 4 - whole.count)) + whole
            var grouped = ""
            for (index, place) in whole.enumerated() {
                if index > 0, (whole.count - index).isMultiple(of: 3) { grouped += "," }
                grouped.append(place)
            }
            whole = grouped
        }
        return whole + (hasDecimals ? ".00" : "")
    }
}

internal import BursarModel

extension FieldDeclaration {
    /// What stands in the field, on one line: values as a format names them, constants in quotes.
    var sourceInWords: String {
        let chosen = branches.enumerated().map { index, branch in
            guard let condition = branch.condition else {
                return branches.count > 1 ? "else \(branch.content.words)" : branch.content.words
            }
            return "\(branch.content.words) when \(condition.words)"
        }
        let whole = chosen.joined(separator: "; ")
        return onlyWhen.map { "\(whole), only when \($0.words)" } ?? whole
    }

    /// How it is brought into its column, as the format says it: `align: right, fill: "0"`.
    var fittingInWords: String {
        var parts: [String] = []
        func add(_ key: String, _ value: (some CustomStringConvertible)?) {
            if let value { parts.append("\(key): \(value)") }
        }
        add("align", alignment?.value.rawValue)
        add("fill", fill.map { "\"\(String(Unicode.Scalar($0.value)).showingBlanks)\"" })
        add("overflow", overflow?.value.rawValue)
        add("sign", signPosition?.value.rawValue)
        add("plus", showsPlus?.value)
        add("max", most?.value)
        add("last", last?.value)
        add("strip", strip?.value.rawValue)
        add("case", letterCase?.value.rawValue)
        add("default", fallback.map { "\"\($0.value.showingBlanks)\"" })
        if isRequired { parts.append("required") }
        if isUnique?.value == true { parts.append("unique") }
        add("quote", quote?.value.rawValue)
        return parts.joined(separator: ", ")
    }
}

extension FieldDeclaration.Content {
    var words: String {
        switch self {
        case .literal(let text) where text.value.isEmpty: return "blank"
        case .literal(let text): return "\"\(text.value.showingBlanks)\""
        case .text(let template): return "text \"\(template.source.value.showingBlanks)\""
        case .value(let value, let picture):
            return picture.words.map { "\(value.value.name) as \($0)" } ?? value.value.name
        case .date(let rule, let picture): return "\(rule.words) as \(picture.words)"
        }
    }
}

extension String {
    /// Escaped, with `·` for each blank at an end or beside another: a reader would miss these.
    fileprivate var showingBlanks: String {
        let scalars = Array(Printable.escaped(self).unicodeScalars)
        var shown = ""
        for (index, scalar) in scalars.enumerated() {
            let isAtEnd = index == 0 || index == scalars.count - 1
            let isInRun =
                !isAtEnd && (scalars[index - 1] == " " || scalars[index + 1] == " ")
            let isHidden = scalar == " " && (isAtEnd || isInRun)
            shown.unicodeScalars.append(isHidden ? "·" : scalar)
        }
        return shown
    }
}

extension DateRule {
    /// `fee.date and 30 days`, `day 15 of the month after fee.date`.
    var words: String {
        switch move {
        case nil: return source.name
        case .days(let days):
            let number = "\(days.magnitude) \(days.magnitude == 1 ? "day" : "days")"
            return days < 0 ? "\(number) before \(source.name)" : "\(number) after \(source.name)"
        case .dayOfNextMonth(let day, let limit):
            let unless = limit.map { ", or of the one after it past day \($0)" } ?? ""
            return "day \(day) of the month after \(source.name)\(unless)"
        }
    }
}

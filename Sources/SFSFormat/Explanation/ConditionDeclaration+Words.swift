internal import BursarModel

extension ConditionDeclaration {
    /// The condition on one line, as a format writes it: `{borrower: student, sign: charge}`.
    public var words: String {
        var parts: [String] = []
        if let borrower { parts.append("borrower: \(borrower.rawValue)") }
        if let sign { parts.append("sign: \(sign.rawValue)") }
        if let feeTypes { parts.append("fee.type: \(ConditionDeclaration.list(feeTypes))") }
        if let libraries { parts.append("fee.library: \(ConditionDeclaration.list(libraries))") }
        if let userID { parts.append("user.id: \"/\(userID.source)/\"") }
        if let amount {
            parts.append("amount: \(amount.words { ConditionDeclaration.dollars($0) })")
        }
        if let ageInDays { parts.append("age_days: \(ageInDays.words { String($0) })") }
        parts += negated.map { "not: \($0.words)" }
        if let anyOf { parts.append("any: [\(anyOf.map(\.words).joined(separator: ", "))]") }
        return "{\(parts.joined(separator: ", "))}"
    }

    private static func list(_ texts: [String]) -> String {
        texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }

    private static func dollars(_ cents: UInt64) -> String {
        let rest = cents % 100
        return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension ConditionDeclaration.Bounds {
    fileprivate func words(_ show: (Value) -> String) -> String {
        let parts = [least.map { "at_least: \(show($0))" }, most.map { "at_most: \(show($0))" }]
        return "{\(parts.compactMap(\.self).joined(separator: ", "))}"
    }
}

internal import BursarModel

extension ConditionDeclaration {
    /// Whether every fee that meets `other` surely meets this one too.
    ///
    /// A sure answer only: false also means that it cannot be told.
    func covers(_ other: ConditionDeclaration) -> Bool {
        if self == other { return true }
        guard negated.isEmpty, anyOf == nil else { return false }
        if let sign, sign != other.sign { return false }
        if let borrower, borrower != other.borrower { return false }
        if let feeTypes {
            guard let others = other.feeTypes, others.allSatisfy(feeTypes.contains) else {
                return false
            }
        }
        if let libraries {
            guard let others = other.libraries, others.allSatisfy(libraries.contains) else {
                return false
            }
        }
        if let userID, userID != other.userID { return false }
        if let amount, !amount.covers(other.amount) { return false }
        if let ageInDays, !ageInDays.covers(other.ageInDays) { return false }
        return true
    }

    /// Whether fees that meet it are all charges, or all credits.
    var fixesSign: Bool {
        if sign != nil || negated.contains(where: { $0.isSignAlone }) { return true }
        guard let anyOf else { return false }
        let signs = Set(anyOf.map(\.sign))
        return signs.count == 1 && !signs.contains(nil)
    }

    private var isSignAlone: Bool {
        var alone = ConditionDeclaration(at: place)
        alone.sign = sign
        return sign != nil && self == alone
    }

    /// Whether it asks for the sign anywhere.
    var asksSign: Bool {
        sign != nil || negated.contains(where: \.asksSign)
            || (anyOf?.contains(where: \.asksSign) ?? false)
    }
}

extension ConditionDeclaration.Bounds where Value: Comparable {
    fileprivate func covers(_ other: Self?) -> Bool {
        guard let other else { return false }
        if let least {
            guard let bound = other.least, bound >= least else { return false }
        }
        if let most {
            guard let bound = other.most, bound <= most else { return false }
        }
        return true
    }
}

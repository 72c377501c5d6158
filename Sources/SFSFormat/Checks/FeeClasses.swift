internal import BursarModel

/// All kinds of fees that the conditions of a format can tell apart.
///
/// Each is one combination of sign, borrower, fee type, library, amount, age and patterns met. The
/// conditions are decided for every one of them, so that a file that no fee reaches, and fees that
/// reach no file, are seen however the conditions are nested. Patterns are taken to be met or not
/// without regard to each other: some combinations no fee has, and then less is found, not more.
struct FeeClasses {
    /// More combinations than this are not looked at.
    private static let most = 20_000

    let all: [FeeClass]

    /// nil where there are too many.
    init?(of conditions: [ConditionDeclaration]) {
        let asked = conditions.flatMap(\.withNested)
        func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
            values.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
        let types = distinct(asked.flatMap { $0.feeTypes ?? [] }).map(Optional.some) + [nil]
        let libraries = distinct(asked.flatMap { $0.libraries ?? [] }).map(Optional.some) + [nil]
        let patterns = distinct(asked.compactMap(\.userID))
        let amounts = FeeClasses.starts(asked.compactMap(\.amount), from: 1)
        let ages = FeeClasses.starts(asked.compactMap(\.ageInDays), from: -1_000_000)
        let sizes = [types.count, libraries.count, amounts.count, ages.count]
        guard patterns.count < 12,
            sizes.reduce(4 << patterns.count, { min($0 * min($1, 100_000), 1 << 40) })
                <= FeeClasses.most
        else { return nil }
        var all: [FeeClass] = []
        for sign in FeeSign.allCases {
            for borrower in Borrower.allCases {
                for type in types {
                    for library in libraries {
                        for amount in amounts {
                            for age in ages {
                                for met in 0..<(1 << patterns.count) {
                                    all.append(
                                        FeeClass(
                                            sign: sign,
                                            borrower: borrower,
                                            feeType: type,
                                            library: library,
                                            amount: amount,
                                            ageInDays: age,
                                            met: patterns.enumerated().filter {
                                                met & 1 << $0.offset != 0
                                            }.map(\.element)
                                        )
                                    )
                                }
                            }
                        }
                    }
                }
            }
        }
        self.all = all
    }

    /// The first value of each stretch in which no bound changes its answer.
    private static func starts<Value: FixedWidthInteger>(
        _ bounds: [ConditionDeclaration.Bounds<Value>],
        from first: Value
    ) -> [Value] {
        let cuts = bounds.flatMap { bounds in
            [bounds.least, bounds.most.flatMap { $0 < .max ? $0 + 1 : nil }].compactMap(\.self)
        }
        return Set(cuts.filter { $0 > first } + [first]).sorted()
    }
}

/// One kind of fee; nil stands for a type or a library that no condition names.
struct FeeClass {
    var sign: FeeSign
    var borrower: Borrower
    var feeType: String?
    var library: String?
    var amount: UInt64
    var ageInDays: Int
    /// The patterns that the id meets, of those that are asked.
    var met: [BytePattern]

    func meets(_ condition: ConditionDeclaration) -> Bool {
        if let sign = condition.sign, sign != self.sign { return false }
        if let borrower = condition.borrower, borrower != self.borrower { return false }
        if let types = condition.feeTypes {
            guard let feeType, types.contains(feeType) else { return false }
        }
        if let libraries = condition.libraries {
            guard let library, libraries.contains(library) else { return false }
        }
        if let pattern = condition.userID, !met.contains(pattern) { return false }
        if let bounds = condition.amount, !bounds.contains(amount) { return false }
        if let bounds = condition.ageInDays, !bounds.contains(ageInDays) { return false }
        if condition.negated.contains(where: meets) { return false }
        return condition.anyOf?.contains(where: meets) ?? true
    }
}

extension FormatDeclaration {
    /// Whether every fee that meets none of these conditions goes to a file, as far as is known.
    public func takesAll(leavingOut skipped: [ConditionDeclaration]) -> Bool {
        guard let classes = FeeClasses(of: files.compactMap(\.condition) + skipped) else {
            return false
        }
        return classes.all.allSatisfy { fee in
            skipped.contains(where: fee.meets)
                || files.contains { $0.condition.map(fee.meets) ?? true }
        }
    }
}

extension ConditionDeclaration {
    /// The condition itself and all in it.
    var withNested: [ConditionDeclaration] {
        [self] + negated.flatMap(\.withNested) + (anyOf ?? []).flatMap(\.withNested)
    }
}

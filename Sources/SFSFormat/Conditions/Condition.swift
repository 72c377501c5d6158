public import BursarModel

/// A condition made ready to be asked of every fee.
public struct Condition: Sendable {
    private let sign: FeeSign?
    private let borrower: Borrower?
    /// Nil where the two above are all that is asked, as in most formats.
    private let rest: Rest?

    public init(_ declaration: ConditionDeclaration) {
        sign = declaration.sign
        borrower = declaration.borrower
        rest = Rest(declaration)
    }

    public func matches(
        _ fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        runDate: CalendarDate
    ) -> Bool {
        if let sign, sign != facts.amount.sign { return false }
        if let borrower, borrower != facts.borrower { return false }
        guard let rest else { return true }
        return rest.matches(fee, facts, runDate: runDate)
    }
}

/// What is asked beyond sign and borrower.
private final class Rest: Sendable {
    private let feeTypes: ByteTable?
    private let libraries: ByteTable?
    private let userID: BytePattern?
    private let amount: ConditionDeclaration.Bounds<UInt64>?
    private let ageInDays: ConditionDeclaration.Bounds<Int>?
    private let negated: [Condition]
    private let anyOf: [Condition]?

    init?(_ declaration: ConditionDeclaration) {
        feeTypes = declaration.feeTypes.map { ByteTable($0.map { Array($0.utf8) }) }
        libraries = declaration.libraries.map { ByteTable($0.map { Array($0.utf8) }) }
        userID = declaration.userID
        amount = declaration.amount
        ageInDays = declaration.ageInDays
        negated = declaration.negated.map { Condition($0) }
        anyOf = declaration.anyOf.map { $0.map { Condition($0) } }
        guard
            feeTypes != nil || libraries != nil || userID != nil || amount != nil
                || ageInDays != nil || !negated.isEmpty || anyOf != nil
        else { return nil }
    }

    func matches(_ fee: borrowing FeeTexts, _ facts: FeeFacts, runDate: CalendarDate) -> Bool {
        let arena = fee.arena.span
        if let feeTypes, !feeTypes.contains(arena.extracting(fee.range(of: .feeType))) {
            return false
        }
        if let libraries, !libraries.contains(arena.extracting(fee.range(of: .libraryCode))) {
            return false
        }
        if let userID, !userID.matches(arena.extracting(fee.range(of: .userValue))) {
            return false
        }
        if let amount, !amount.contains(facts.amount.magnitude) { return false }
        if let ageInDays,
            !ageInDays.contains(runDate.daysSince1970 - facts.date.daysSince1970)
        {
            return false
        }
        for condition in negated where condition.matches(fee, facts, runDate: runDate) {
            return false
        }
        guard let anyOf else { return true }
        for condition in anyOf where condition.matches(fee, facts, runDate: runDate) {
            return true
        }
        return false
    }
}

extension ConditionDeclaration.Bounds where Value: Comparable {
    func contains(_ value: Value) -> Bool {
        if let least, value < least { return false }
        if let most, value > most { return false }
        return true
    }
}

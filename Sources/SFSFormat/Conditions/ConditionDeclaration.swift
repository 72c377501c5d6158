public import BursarModel

/// What a fee must meet: a map of which every key must hold.
public struct ConditionDeclaration: Hashable, Sendable {
    /// From and to, both included; nil where that end is open.
    struct Bounds<Value: Hashable & Sendable>: Hashable, Sendable {
        var least: Value?
        var most: Value?
    }

    public let place: Place
    var sign: FeeSign?
    var borrower: Borrower?
    var feeTypes: [String]?
    /// Where each of `feeTypes` stands.
    var feeTypePlaces: [Place] = []
    var libraries: [String]?
    var userID: BytePattern?
    /// Of the amount without its sign, in cents.
    var amount: Bounds<UInt64>?
    /// Days from the fee's date to the run's.
    var ageInDays: Bounds<Int>?
    var negated: [ConditionDeclaration] = []
    var anyOf: [ConditionDeclaration]?

    /// Two conditions are one if they ask the same, wherever they stand.
    public static func == (one: ConditionDeclaration, other: ConditionDeclaration) -> Bool {
        one.sign == other.sign && one.borrower == other.borrower
            && one.feeTypes == other.feeTypes && one.libraries == other.libraries
            && one.userID == other.userID && one.amount == other.amount
            && one.ageInDays == other.ageInDays && one.negated == other.negated
            && one.anyOf == other.anyOf
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(sign)
        hasher.combine(borrower)
        hasher.combine(feeTypes)
    }

    init(at place: Place) { self.place = place }

    /// The libraries that it speaks of, anywhere in it.
    public var namedLibraries: [String] {
        (libraries ?? []) + (negated + (anyOf ?? [])).flatMap(\.namedLibraries)
    }
}

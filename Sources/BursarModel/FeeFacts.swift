/// What judging found in a fee's texts: the values that outputs and books are made of.
public struct FeeFacts: Hashable, Sendable {
    /// Negative for a credit.
    public var amount: Cents
    /// The day of the last transaction, as Alma printed it.
    public var date: CalendarDate
    public var borrower: Borrower

    public init(amount: Cents, date: CalendarDate, borrower: Borrower) {
        self.amount = amount
        self.date = date
        self.borrower = borrower
    }
}

/// Whether a borrower has an account in SFS: decided by the campus's pattern of student ids.
public enum Borrower: String, Sendable, CaseIterable {
    case student
    case other
}

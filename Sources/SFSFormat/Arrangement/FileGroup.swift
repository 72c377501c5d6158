/// Which fees of a file stand in one record.
enum FileGroup: String, CaseIterable, Sendable {
    /// Each has a record of its own.
    case none
    /// Those of a borrower, charges and credits apart.
    case user
    /// Those of a borrower and a fee type, charges and credits apart.
    case userAndFeeType = "user+fee.type"
}

/// A fee of the export, and why it would not be written.
///
/// It carries no name and no student id: the line says where these are.
public struct CheckedFee: Sendable, Hashable, Encodable {
    /// Its place in the export, from 1.
    public var ordinal: Int64
    /// The line of the export that it begins on, from 1.
    public var line: Int64
    public var transactionID: String?
    public var feeType: String
    /// Negative for a credit; nil where the amount cannot be read.
    public var amountCents: Int64?
    /// A hold reason's or a skip reason's word; nil for a duplicate, and for one that is written.
    public var reason: String?
    public var message: String
    public var remedy: String?
    /// The fee of the export that it repeats.
    public var sameAs: Int64?

    public init(
        ordinal: Int64,
        line: Int64,
        transactionID: String?,
        feeType: String,
        amountCents: Int64?,
        reason: String? = nil,
        message: String = "",
        remedy: String? = nil,
        sameAs: Int64? = nil
    ) {
        self.ordinal = ordinal
        self.line = line
        self.transactionID = transactionID
        self.feeType = feeType
        self.amountCents = amountCents
        self.reason = reason
        self.message = message
        self.remedy = remedy
        self.sameAs = sameAs
    }

    private enum CodingKeys: String, CodingKey {
        case ordinal, line, reason, message, remedy
        case transactionID = "transaction_id"
        case feeType = "fee_type"
        case amountCents = "amount_cents"
        case sameAs = "same_as"
    }
}

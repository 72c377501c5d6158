/// A fee or an export that waits for a person, as `held` lists it.
///
/// It carries no name and no student id.
public struct HeldItem: Sendable, Encodable {
    public enum Kind: String, Sendable, Encodable {
        case fee
        case export
    }

    /// Campus, kind and number, such as `humboldt-f12` or `humboldt-x3`.
    public var id: String
    public var campus: CampusKey
    public var kind: Kind
    public var reason: HoldReason
    public var message: String
    public var remedy: String
    /// The export's file name.
    public var export: String
    /// The fee's place in its export, from 1; nil for an export.
    public var ordinal: Int64?
    public var line: Int64?
    public var transactionID: String?
    public var feeType: String?
    /// Negative for a credit; nil where the amount cannot be read, or for an export.
    public var amountCents: Int64?
    public var since: Timestamp

    public init(
        id: String,
        campus: CampusKey,
        kind: Kind,
        reason: HoldReason,
        message: String,
        remedy: String,
        export: String,
        ordinal: Int64?,
        line: Int64?,
        transactionID: String?,
        feeType: String?,
        amountCents: Int64?,
        since: Timestamp
    ) {
        self.id = id
        self.campus = campus
        self.kind = kind
        self.reason = reason
        self.message = message
        self.remedy = remedy
        self.export = export
        self.ordinal = ordinal
        self.line = line
        self.transactionID = transactionID
        self.feeType = feeType
        self.amountCents = amountCents
        self.since = since
    }

    private enum CodingKeys: String, CodingKey {
        case id, campus, kind, reason, message, remedy, export, ordinal, line, since
        case transactionID = "transaction_id"
        case feeType = "fee_type"
        case amountCents = "amount_cents"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(kind, forKey: .kind)
        try container.encode(reason, forKey: .reason)
        try container.encode(message, forKey: .message)
        try container.encode(remedy, forKey: .remedy)
        try container.encode(export, forKey: .export)
        try container.encode(ordinal, forKey: .ordinal)
        try container.encode(line, forKey: .line)
        try container.encode(transactionID, forKey: .transactionID)
        try container.encode(feeType, forKey: .feeType)
        try container.encode(amountCents, forKey: .amountCents)
        try container.encode(since, forKey: .since)
    }
}

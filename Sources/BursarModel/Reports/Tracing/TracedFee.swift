/// One fee from the line it was read on to the line it was written on, and all between.
///
/// It carries the student's id, as far as the ledger still has it, and no name.
public struct TracedFee: Sendable, Encodable {
    /// Such as `humboldt-x3.17`.
    public var charge: String
    public var campus: CampusKey
    /// Nil where Alma gave none, and once the fee is purged.
    public var transactionID: String?
    public var studentID: String?
    /// Nil once the export is forgotten, as are the amount and the day.
    public var feeType: String?
    public var amountCents: Int64?
    public var date: CalendarDate?
    /// Where the fee is now.
    public var bucket: Bucket
    public var reason: String?
    public var export: TracedExport
    /// The output that it is in now; nil where it is in none.
    public var output: TracedOutput?
    /// How it was judged when it was booked; more than one where a person released a further charge.
    public var judged: [TracedJudgement]
    /// Whenever it waited for a person, in that order.
    public var held: [TracedHold]
    /// Exports in which it came again.
    public var repeats: [TracedExport]
    /// Every output that it ever was in, in their order, void ones too.
    public var outputs: [TracedOutput]

    public init(
        charge: String,
        campus: CampusKey,
        transactionID: String?,
        studentID: String?,
        feeType: String?,
        amountCents: Int64?,
        date: CalendarDate?,
        bucket: Bucket,
        reason: String?,
        export: TracedExport,
        judged: [TracedJudgement],
        held: [TracedHold],
        repeats: [TracedExport],
        outputs: [TracedOutput]
    ) {
        self.charge = charge
        self.campus = campus
        self.transactionID = transactionID
        self.studentID = studentID
        self.feeType = feeType
        self.amountCents = amountCents
        self.date = date
        self.bucket = bucket
        self.reason = reason
        self.export = export
        self.judged = judged
        self.held = held
        self.repeats = repeats
        self.outputs = outputs
    }

    private enum CodingKeys: String, CodingKey {
        case charge, campus, date, bucket, reason, export, output, judged, held, outputs
        case transactionID = "transaction_id"
        case studentID = "student_id"
        case feeType = "fee_type"
        case amountCents = "amount_cents"
        case repeats = "duplicates"
    }

    /// Absent values are written as null, so that every key is always there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(charge, forKey: .charge)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(transactionID, forKey: .transactionID)
        try container.encode(studentID, forKey: .studentID)
        try container.encode(feeType, forKey: .feeType)
        try container.encode(amountCents, forKey: .amountCents)
        try container.encode(date?.iso, forKey: .date)
        try container.encode(bucket.rawValue, forKey: .bucket)
        try container.encode(reason, forKey: .reason)
        try container.encode(export, forKey: .export)
        try container.encode(output, forKey: .output)
        try container.encode(judged, forKey: .judged)
        try container.encode(held, forKey: .held)
        try container.encode(repeats, forKey: .repeats)
        try container.encode(outputs, forKey: .outputs)
    }
}

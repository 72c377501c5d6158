/// A fee as one export told it, beside others that it is compared with.
///
/// It carries the student's id; it is for the terminal of whoever decides.
public struct FeeVersion: Sendable, Encodable {
    /// The export's file name, and the fee's place in it, from 1.
    public var export: String
    public var ordinal: Int64
    public var studentID: String?
    public var feeType: String
    public var library: String?
    public var amountCents: Int64?
    public var date: CalendarDate?
    /// Where it ended when it was booked; `held` also where it waits.
    public var bucket: String
    /// The output that it stands in, where there is one.
    public var output: String?

    public init(
        export: String,
        ordinal: Int64,
        studentID: String?,
        feeType: String,
        library: String?,
        amountCents: Int64?,
        date: CalendarDate?,
        bucket: String,
        output: String?
    ) {
        self.export = export
        self.ordinal = ordinal
        self.studentID = studentID
        self.feeType = feeType
        self.library = library
        self.amountCents = amountCents
        self.date = date
        self.bucket = bucket
        self.output = output
    }

    private enum CodingKeys: String, CodingKey {
        case export, ordinal, library, date, bucket, output
        case studentID = "student_id"
        case feeType = "fee_type"
        case amountCents = "amount_cents"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(export, forKey: .export)
        try container.encode(ordinal, forKey: .ordinal)
        try container.encode(studentID, forKey: .studentID)
        try container.encode(feeType, forKey: .feeType)
        try container.encode(library, forKey: .library)
        try container.encode(amountCents, forKey: .amountCents)
        try container.encode(date?.iso, forKey: .date)
        try container.encode(bucket, forKey: .bucket)
        try container.encode(output, forKey: .output)
    }
}

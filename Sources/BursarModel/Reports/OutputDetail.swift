/// Everything that is known of one output, with the fees in it.
///
/// It carries students' ids; it is for the terminal of whoever asks for one output.
public struct OutputDetail: Sendable {
    /// Another output that shares fees with this one.
    public struct Link: Sendable, Encodable {
        public var id: String
        public var name: String
        public var state: OutputState
        public var fees: Int64

        public init(id: String, name: String, state: OutputState, fees: Int64) {
            self.id = id
            self.name = name
            self.state = state
            self.fees = fees
        }
    }

    /// One fee of the output, as it was booked.
    public struct Charge: Sendable, Encodable {
        /// The record of the file, from 1.
        public var record: Int64
        /// What `trace` finds it by, whatever Alma gave it: `humboldt-x3.17`.
        public var charge: String
        public var transactionID: String?
        public var fee: FeeVersion

        public init(record: Int64, charge: String, transactionID: String?, fee: FeeVersion) {
            self.record = record
            self.charge = charge
            self.transactionID = transactionID
            self.fee = fee
        }

        private enum CodingKeys: String, CodingKey {
            case record, charge, export, ordinal, date
            case transactionID = "transaction_id"
            case studentID = "student_id"
            case feeType = "fee_type"
            case amountCents = "amount_cents"
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(record, forKey: .record)
            try container.encode(charge, forKey: .charge)
            try container.encode(transactionID, forKey: .transactionID)
            try container.encode(fee.studentID, forKey: .studentID)
            try container.encode(fee.feeType, forKey: .feeType)
            try container.encode(fee.amountCents, forKey: .amountCents)
            try container.encode(fee.date?.iso, forKey: .date)
            try container.encode(fee.export, forKey: .export)
            try container.encode(fee.ordinal, forKey: .ordinal)
        }
    }

    public var output: OutputSummary
    public var revision: Int
    public var format: String
    /// The business day, and the number of the output on it.
    public var runDate: CalendarDate
    public var runSequence: Int
    public var plannedAt: Timestamp
    public var stagedAt: Timestamp?
    public var voidAt: Timestamp?
    public var voidedBy: String?
    public var note: String?
    public var decision: PersonsDecision?
    /// The void outputs whose fees it holds, and the outputs that its own fees went to.
    public var madeOf: [Link]
    public var wentTo: [Link]
    /// Its fees that are held, because it is void.
    public var heldFees: Int64
    /// In the order of the records.
    public var charges: [Charge]

    public init(
        output: OutputSummary,
        revision: Int,
        format: String,
        runDate: CalendarDate,
        runSequence: Int,
        plannedAt: Timestamp,
        stagedAt: Timestamp?,
        voidAt: Timestamp?,
        voidedBy: String?,
        note: String?,
        decision: PersonsDecision?,
        madeOf: [Link] = [],
        wentTo: [Link] = [],
        heldFees: Int64 = 0,
        charges: [Charge] = []
    ) {
        self.output = output
        self.revision = revision
        self.format = format
        self.runDate = runDate
        self.runSequence = runSequence
        self.plannedAt = plannedAt
        self.stagedAt = stagedAt
        self.voidAt = voidAt
        self.voidedBy = voidedBy
        self.note = note
        self.decision = decision
        self.madeOf = madeOf
        self.wentTo = wentTo
        self.heldFees = heldFees
        self.charges = charges
    }
}

/// What is beside the summary's own keys.
extension OutputDetail: Encodable {
    private enum CodingKeys: String, CodingKey {
        case revision, format, note, decision, charges
        case runDate = "run_date"
        case runSequence = "run_sequence"
        case plannedAt = "planned_at"
        case stagedAt = "staged_at"
        case voidAt = "void_at"
        case voidedBy = "voided_by"
        case madeOf = "made_of"
        case wentTo = "went_to"
        case heldFees = "held_fees"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(revision, forKey: .revision)
        try container.encode(format, forKey: .format)
        try container.encode(runDate.iso, forKey: .runDate)
        try container.encode(runSequence, forKey: .runSequence)
        try container.encode(plannedAt, forKey: .plannedAt)
        try container.encode(stagedAt, forKey: .stagedAt)
        try container.encode(voidAt, forKey: .voidAt)
        try container.encode(voidedBy, forKey: .voidedBy)
        try container.encode(note, forKey: .note)
        try container.encode(decision, forKey: .decision)
        try container.encode(madeOf, forKey: .madeOf)
        try container.encode(wentTo, forKey: .wentTo)
        try container.encode(heldFees, forKey: .heldFees)
        try container.encode(charges, forKey: .charges)
    }
}

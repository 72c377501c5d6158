/// One export with its books, its outputs and what of it is held; no patron data.
public struct ExportDetail: Sendable, Encodable {
    /// Campus and number, such as `humboldt-x3`.
    public var id: String
    public var campus: CampusKey
    public var export: ExportSummary
    public var bytes: Int64
    /// The code of the profile that it is of.
    public var profileCode: String
    public var run: String
    /// The configuration that judged it.
    public var revision: Int
    /// As they are now: what was held and is sent by now counts as written.
    public var books: Books
    public var takenAt: Timestamp
    public var bookedAt: Timestamp?
    /// The outputs that its fees are in.
    public var outputs: [OutputSummary]
    /// What of it waits for a person.
    public var held: [HeldItem]

    public init(
        id: String,
        campus: CampusKey,
        export: ExportSummary,
        bytes: Int64,
        profileCode: String,
        run: String,
        revision: Int,
        books: Books,
        takenAt: Timestamp,
        bookedAt: Timestamp?,
        outputs: [OutputSummary],
        held: [HeldItem]
    ) {
        self.id = id
        self.campus = campus
        self.export = export
        self.bytes = bytes
        self.profileCode = profileCode
        self.run = run
        self.revision = revision
        self.books = books
        self.takenAt = takenAt
        self.bookedAt = bookedAt
        self.outputs = outputs
        self.held = held
    }

    private enum CodingKeys: String, CodingKey {
        case id, campus, export, bytes, run, revision, books, outputs, held
        case profileCode = "profile_code"
        case takenAt = "taken_at"
        case bookedAt = "booked_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(export, forKey: .export)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(profileCode, forKey: .profileCode)
        try container.encode(run, forKey: .run)
        try container.encode(revision, forKey: .revision)
        try container.encode(books, forKey: .books)
        try container.encode(takenAt, forKey: .takenAt)
        try container.encode(bookedAt, forKey: .bookedAt)
        try container.encode(outputs, forKey: .outputs)
        try container.encode(held, forKey: .held)
    }
}

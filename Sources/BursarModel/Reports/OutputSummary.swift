/// One file for PeopleSoft SFS, or for another office.
public struct OutputSummary: Sendable, Encodable {
    /// Campus and number, such as `humboldt-17`.
    public var id: String
    public var campus: CampusKey
    public var run: String
    public var name: String
    public var kind: OutputKind
    public var state: OutputState
    /// Lowercase hex; nil while the bytes are not fixed.
    public var sha256: String?
    public var bytes: Int64?
    /// In the file, without header and trailer: what the clerk counts.
    public var records: Int64
    /// What the output is made of: more than records where the format groups.
    public var fees: Int64
    public var chargeCents: Int64
    public var creditCents: Int64
    /// The last ten digits of the sum of all records' ids.
    ///
    /// Nil while the bytes are not fixed, and where all records are of one borrower, whose id it
    /// would show.
    public var idHash: String?
    /// Where it was, or will be, delivered.
    public var path: String
    /// True where an interrupted run had planned it.
    public var recovered: Bool
    /// True where a person had the fees of another output sent anew in it; no run planned it.
    public var reissued: Bool
    public var publishedAt: Timestamp?
    public var collectedAt: Timestamp?
    /// What the clerk enters at the file load, such as `group_type` and `layout`.
    public var loadSettings: [LoadSetting]

    public init(
        id: String,
        campus: CampusKey,
        run: String,
        name: String,
        kind: OutputKind,
        state: OutputState,
        sha256: String?,
        bytes: Int64?,
        records: Int64,
        fees: Int64? = nil,
        chargeCents: Int64,
        creditCents: Int64,
        idHash: String?,
        path: String,
        recovered: Bool,
        reissued: Bool = false,
        publishedAt: Timestamp?,
        collectedAt: Timestamp?,
        loadSettings: [LoadSetting] = []
    ) {
        self.id = id
        self.campus = campus
        self.run = run
        self.name = name
        self.kind = kind
        self.state = state
        self.sha256 = sha256
        self.bytes = bytes
        self.records = records
        self.fees = fees ?? records
        self.chargeCents = chargeCents
        self.creditCents = creditCents
        self.idHash = idHash
        self.path = path
        self.recovered = recovered
        self.reissued = reissued
        self.publishedAt = publishedAt
        self.collectedAt = collectedAt
        self.loadSettings = loadSettings
    }

    private enum CodingKeys: String, CodingKey {
        case id, campus, run, name, kind, state, sha256, bytes, records, fees, path, recovered
        case reissued
        case chargeCents = "charge_cents"
        case creditCents = "credit_cents"
        case idHash = "id_hash"
        case publishedAt = "published_at"
        case collectedAt = "collected_at"
        case loadSettings = "load_settings"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(run, forKey: .run)
        try container.encode(name, forKey: .name)
        try container.encode(kind, forKey: .kind)
        try container.encode(state, forKey: .state)
        try container.encode(sha256, forKey: .sha256)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(records, forKey: .records)
        try container.encode(fees, forKey: .fees)
        try container.encode(chargeCents, forKey: .chargeCents)
        try container.encode(creditCents, forKey: .creditCents)
        try container.encode(idHash, forKey: .idHash)
        try container.encode(path, forKey: .path)
        if recovered { try container.encode(true, forKey: .recovered) }
        if reissued { try container.encode(true, forKey: .reissued) }
        try container.encode(publishedAt, forKey: .publishedAt)
        try container.encode(collectedAt, forKey: .collectedAt)
        try container.encode(
            Dictionary(uniqueKeysWithValues: loadSettings.map { ($0.name, $0.value) }),
            forKey: .loadSettings
        )
    }
}

/// One thing that the clerk enters when a file is loaded into PeopleSoft.
public struct LoadSetting: Sendable, Hashable {
    /// A key of `sfs` in the campus file, such as `group_type`.
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

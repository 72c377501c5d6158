/// A file that a run would write, with the records that are shown of it.
public struct CheckedOutput: Sendable, Encodable {
    public var name: String
    public var kind: OutputKind
    public var sha256: String
    public var bytes: Int64
    public var records: Int64
    /// Fees, which are more than records where a record holds several.
    public var fees: Tally
    /// As a format names it, such as `us-ascii`.
    public var encoding: String
    /// `lf` or `crlf`.
    public var lineEnding: String
    public var hasFinalLineEnding: Bool
    /// Bytes of every record without its line ending; nil where they differ.
    public var recordLength: Int?
    /// What stands between two fields; nil where nothing does.
    public var separator: String?
    /// What the clerk enters at the file load.
    public var loadSettings: [LoadSetting]
    public var header: CheckedRecord?
    /// The row of the fields' names.
    public var heading: CheckedRecord?
    /// The first records.
    public var shown: [CheckedRecord]
    public var trailer: CheckedRecord?

    public init(name: String, kind: OutputKind, sha256: String, bytes: Int64) {
        self.name = name
        self.kind = kind
        self.sha256 = sha256
        self.bytes = bytes
        records = 0
        fees = .zero
        encoding = ""
        lineEnding = ""
        hasFinalLineEnding = true
        loadSettings = []
        shown = []
    }

    private enum CodingKeys: String, CodingKey {
        case name, kind, sha256, bytes, records, fees, encoding, separator, header, heading, shown
        case trailer
        case chargeCents = "charge_cents"
        case creditCents = "credit_cents"
        case lineEnding = "line_ending"
        case hasFinalLineEnding = "final_line_ending"
        case recordLength = "record_length"
        case loadSettings = "load_settings"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(kind, forKey: .kind)
        try container.encode(sha256, forKey: .sha256)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(records, forKey: .records)
        try container.encode(fees.count, forKey: .fees)
        try container.encode(fees.chargeCents, forKey: .chargeCents)
        try container.encode(fees.creditCents, forKey: .creditCents)
        try container.encode(encoding, forKey: .encoding)
        try container.encode(lineEnding, forKey: .lineEnding)
        try container.encode(hasFinalLineEnding, forKey: .hasFinalLineEnding)
        try container.encode(recordLength, forKey: .recordLength)
        try container.encode(separator, forKey: .separator)
        try container.encode(
            Dictionary(uniqueKeysWithValues: loadSettings.map { ($0.name, $0.value) }),
            forKey: .loadSettings
        )
        try container.encode(header, forKey: .header)
        try container.encode(heading, forKey: .heading)
        try container.encode(shown, forKey: .shown)
        try container.encode(trailer, forKey: .trailer)
    }
}

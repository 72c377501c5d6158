/// What one file of a format looks like, for a person who compares it with a layout on paper.
public struct FileLayout: Sendable, Hashable, Encodable {
    /// The template of its name.
    public var name: String
    public var kind: OutputKind
    /// The fees that go there, as the format says it; nil: all that no earlier file takes.
    public var when: String?
    /// `fixed` or `delimited`.
    public var record: String
    public var separator: String?
    /// Bytes of a record without its line ending, where all have the same.
    public var length: Int?
    public var encoding: String
    public var lineEnding: String
    /// Whether the fields' names stand before the records.
    public var hasHeading: Bool
    /// What else the format says of the file, in its own words: `empty: header`.
    public var rules: [String]
    public var header: [ColumnLayout]
    public var fields: [ColumnLayout]
    public var trailer: [ColumnLayout]

    public init(
        name: String,
        kind: OutputKind,
        when: String?,
        record: String,
        separator: String?,
        length: Int?,
        encoding: String,
        lineEnding: String,
        hasHeading: Bool,
        rules: [String],
        header: [ColumnLayout],
        fields: [ColumnLayout],
        trailer: [ColumnLayout]
    ) {
        self.name = name
        self.kind = kind
        self.when = when
        self.record = record
        self.separator = separator
        self.length = length
        self.encoding = encoding
        self.lineEnding = lineEnding
        self.hasHeading = hasHeading
        self.rules = rules
        self.header = header
        self.fields = fields
        self.trailer = trailer
    }

    private enum CodingKeys: String, CodingKey {
        case name, kind, when, record, separator, length, encoding, rules, header, fields, trailer
        case lineEnding = "line_ending"
        case hasHeading = "heading"
    }
}

/// One column of a record.
public struct ColumnLayout: Sendable, Hashable, Encodable {
    /// Of its first byte, from 1; nil where an earlier field varies.
    public var position: Int?
    /// In bytes; nil where it varies.
    public var length: Int?
    public var name: String?
    /// What stands there: `user.id`, `"D"`, `lookup.item_type`, with conditions where it depends.
    public var source: String
    /// How it is brought into its column, as the format says it: `align: right, fill: "0"`.
    public var fitting: String

    public init(position: Int?, length: Int?, name: String?, source: String, fitting: String) {
        self.position = position
        self.length = length
        self.name = name
        self.source = source
        self.fitting = fitting
    }
}

/// Where every byte of one record came from.
public struct RecordExplanation: Sendable, Encodable {
    /// The name of the output.
    public var output: String
    public var record: CheckedRecord
    /// The fees that it is made of.
    public var fees: [CheckedFee]
    /// The `when` that sent them to this file, as a format writes it; nil where it has none.
    public var when: String?
    /// Where that stands, or the file without one: `humboldt-sf.yaml:15`.
    public var declaredAt: String
    public var fields: [FieldExplanation]

    public init(
        output: String,
        record: CheckedRecord,
        fees: [CheckedFee],
        when: String?,
        declaredAt: String,
        fields: [FieldExplanation]
    ) {
        self.output = output
        self.record = record
        self.fees = fees
        self.when = when
        self.declaredAt = declaredAt
        self.fields = fields
    }

    private enum CodingKeys: String, CodingKey {
        case output, record, fees, when, fields
        case declaredAt = "declared_at"
    }
}

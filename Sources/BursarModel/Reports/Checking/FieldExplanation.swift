/// Where the bytes of one field came from: what it was made of, and what fitting made of that.
public struct FieldExplanation: Sendable, Hashable, Encodable {
    public var field: CheckedRecord.Field
    /// Where the format declares it: `humboldt-sf.yaml:8`.
    public var declaredAt: String
    /// The condition of the branch of `choose` that was met; nil where there is no such choice.
    public var when: String?
    /// One; several for the places of a text; none where the field does not apply.
    public var origins: [ValueOrigin]
    /// Before it was fitted.
    public var value: String
    public var fitting: [FittingStep]

    public init(
        field: CheckedRecord.Field,
        declaredAt: String,
        when: String?,
        origins: [ValueOrigin],
        value: String,
        fitting: [FittingStep]
    ) {
        self.field = field
        self.declaredAt = declaredAt
        self.when = when
        self.origins = origins
        self.value = value
        self.fitting = fitting
    }

    private enum CodingKeys: String, CodingKey {
        case field, when, origins, value, fitting
        case declaredAt = "declared_at"
    }
}

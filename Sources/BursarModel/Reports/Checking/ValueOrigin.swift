/// One thing that a field was made of.
public struct ValueOrigin: Sendable, Hashable, Encodable {
    /// Who gave it.
    public enum Giver: String, Sendable, CaseIterable, Encodable {
        /// The export: what Alma wrote of the fee, its borrower or its item.
        case export
        case campus
        /// A table of the campus.
        case lookup
        /// The campus's table or rule of terms.
        case terms
        case run
        /// The output itself: its totals, the number of a line.
        case output
        /// The format, as it is.
        case format
    }

    /// As the format names it, such as `user.id`; nil for a constant of the format's own.
    public var source: String?
    public var giver: Giver
    /// How it is shown, such as `MM/dd/yyyy`.
    public var picture: String?
    /// As it stands in the export; nil for what does not come from there.
    public var exported: String?
    /// What was found by it: the row of a lookup, the date of a term.
    public var key: String?
    /// Where that stands in the campus file: `humboldt.yaml:28`.
    public var declaredAt: String?
    /// What it gave.
    public var text: String

    public init(source: String?, giver: Giver, text: String) {
        self.source = source
        self.giver = giver
        self.text = text
    }

    private enum CodingKeys: String, CodingKey {
        case source, giver, picture, exported, key, text
        case declaredAt = "declared_at"
    }
}

/// One thing that was done to a value to bring it into its column.
public struct FittingStep: Sendable, Hashable, Encodable {
    public enum Kind: String, Sendable, CaseIterable, Encodable {
        /// The field does not apply to this fee, and is blank.
        case blank
        /// Leading zeros were taken away.
        case stripped
        /// Only the last characters were taken.
        case last
        /// The value was empty, and the field's `default` stands there.
        case `default`
        /// An apostrophe keeps a spreadsheet from taking it for a formula.
        case guarded
        case cut
        case filled
        case quoted
    }

    public enum Side: String, Sendable, CaseIterable, Encodable {
        case left
        case right
        /// Between a sign and its digits.
        case behindSign = "behind_sign"
    }

    public var kind: Kind
    public var side: Side?
    /// What it was filled with.
    public var with: String?
    /// Bytes that came to it, or went from it.
    public var bytes: Int

    public init(_ kind: Kind, side: Side? = nil, with: String? = nil, bytes: Int) {
        self.kind = kind
        self.side = side
        self.with = with
        self.bytes = bytes
    }

    private enum CodingKeys: String, CodingKey {
        case side, with, bytes
        case kind = "step"
    }
}

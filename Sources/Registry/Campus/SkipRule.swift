public import SFSFormat

/// Fees that a campus chooses to leave out, and why; they count as `skipped`, reason `rule`.
public struct SkipRule: Sendable {
    public var when: ConditionDeclaration
    /// In the campus's own words, shown beside the count.
    public var reason: String
}

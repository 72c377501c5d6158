public import BursarModel

/// What `onboard` made of one campus file.
public struct OnboardedCampus: Hashable, Sendable {
    public enum Change: String, Sendable, CaseIterable {
        case added
        case changed
        case unchanged
        case invalid
    }

    public var campus: CampusKey
    public var change: Change
    /// The revision in force; nil where the campus has none.
    public var revision: Int?
    /// What was shown before it was recorded; nil where nothing changes, or nothing is in force.
    public var plan: PlannedRevision?

    public init(
        campus: CampusKey,
        change: Change,
        revision: Int?,
        plan: PlannedRevision? = nil
    ) {
        self.campus = campus
        self.change = change
        self.revision = revision
        self.plan = plan
    }

    var json: JSONValue {
        .object([
            .init("campus", .text(campus.text)), .init("change", .text(change.rawValue)),
            .init("revision", revision.map { .integer(Int64($0)) } ?? .null),
            .init("changes", plan?.json ?? .null),
        ])
    }
}

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

    public init(campus: CampusKey, change: Change, revision: Int?) {
        self.campus = campus
        self.change = change
        self.revision = revision
    }

    var json: JSONValue {
        .object([
            .init("campus", .text(campus.text)), .init("change", .text(change.rawValue)),
            .init("revision", revision.map { .integer(Int64($0)) } ?? .null),
        ])
    }
}

/// Whose eyes a report is for: what they may see is enforced by the database's roles, not here.
public enum Viewer: Hashable, Sendable {
    /// Consortium IT: all campuses, without students' ids.
    case consortium
    /// One campus's staff.
    case campus(CampusKey)

    /// The campus that a viewer is bound to; nil for the consortium.
    public var campus: CampusKey? {
        switch self {
        case .consortium: nil
        case .campus(let key): key
        }
    }
}

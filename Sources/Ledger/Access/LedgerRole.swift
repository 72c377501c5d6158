/// The roles of the cluster that the hub's tables know; campuses' logins come beside them.
public enum LedgerRole: String, CaseIterable, Sendable {
    /// Owns the schemas; nobody logs in as it.
    case owner = "bursarhub_owner"
    /// The hub's runs and commands.
    case run = "bursarhub_run"
    /// Status pages and reports of all campuses.
    case status = "bursarhub_status"
    /// What retention no longer allows, by one function.
    case purge = "bursarhub_purge"
    /// What every campus's login may.
    case campus = "bursarhub_campus"

    public var name: String { rawValue }

    /// Whether somebody logs in as it.
    public var logsIn: Bool {
        switch self {
        case .run, .status, .purge: true
        case .owner, .campus: false
        }
    }
}

import BursarModel
import HTTPTypes

/// Where a request goes: a closed set, so that a test can try all of it.
enum Route: Hashable, Sendable {
    case page(Matter)
    case api(Matter)
    case trace(CampusKey)
    case metrics
    case login
    case logout
    /// Where somebody of several campuses chooses one.
    case choice
    case stylesheet
    case health
    case readiness

    /// Nil for a path that is nowhere; an id that cannot be one is nowhere, too.
    init?(_ path: String) {
        guard path.utf8.first == UInt8(ascii: "/"), !path.utf8.contains(UInt8(ascii: "%")) else {
            return nil
        }
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        switch parts {
        case [""]: self = .page(.status)
        case ["metrics"]: self = .metrics
        case ["login"]: self = .login
        case ["logout"]: self = .logout
        case ["campus"]: self = .choice
        case ["healthz"]: self = .health
        case ["readyz"]: self = .readiness
        case [Substring(Stylesheet.name)]: self = .stylesheet
        default:
            if parts.count == 2, parts[0] == "trace", let key = CampusKey(parts[1]) {
                self = .trace(key)
            } else if parts.starts(with: ["api", "v1"]), let matter = Matter(Array(parts[2...])) {
                self = .api(matter)
            } else if parts != ["status"], let matter = Matter(parts) {
                self = .page(matter)
            } else {
                return nil
            }
        }
    }

    var pattern: String {
        switch self {
        case .page(.status): "/"
        case .page(let matter): matter.pattern
        case .api(let matter): "/api/v1" + matter.pattern
        case .trace: "/trace/KEY"
        case .metrics: "/metrics"
        case .login: "/login"
        case .logout: "/logout"
        case .choice: "/campus"
        case .stylesheet: "/style-HASH.css"
        case .health: "/healthz"
        case .readiness: "/readyz"
        }
    }

    /// What a request may do there.
    var methods: [HTTPRequest.Method] {
        switch self {
        case .login, .choice: [.get, .head, .post]
        case .logout: [.post]
        case .page, .api, .trace, .metrics, .stylesheet, .health, .readiness: [.get, .head]
        }
    }
}

import BursarModel
import Ledger

/// What there is to look at, as a page and in the API alike.
enum Matter: Hashable, Sendable {
    /// All that a viewer sees: the overview, and `/api/v1/status`.
    case status
    case campus(CampusKey)
    case runs
    case run(String)
    case export(ExportID)
    case outputs
    case output(OutputID)
    case held
    case heldItem(HeldItemID)

    /// The campus that the path names; nil where it names none.
    var campus: CampusKey? {
        switch self {
        case .status, .runs, .run, .outputs, .held: nil
        case .campus(let key): key
        case .export(let id): id.campus
        case .output(let id): id.campus
        case .heldItem(let id): id.campus
        }
    }

    /// The path with words for what it names, fit for a log.
    var pattern: String {
        switch self {
        case .status: "/status"
        case .campus: "/campuses/KEY"
        case .runs: "/runs"
        case .run: "/runs/ID"
        case .export: "/exports/ID"
        case .outputs: "/outputs"
        case .output: "/outputs/ID"
        case .held: "/held"
        case .heldItem: "/held/ID"
        }
    }

    /// Reads what stands behind `/` or `/api/v1/`.
    init?(_ parts: [Substring]) {
        guard let first = parts.first, parts.count <= 2 else { return nil }
        switch (first, parts.dropFirst().first) {
        case ("status", nil): self = .status
        case ("runs", nil): self = .runs
        case ("outputs", nil): self = .outputs
        case ("held", nil): self = .held
        case ("campuses", let text?):
            guard let key = CampusKey(text) else { return nil }
            self = .campus(key)
        case ("runs", let text?):
            guard Self.canBeRun(text) else { return nil }
            self = .run(String(text))
        case ("exports", let text?):
            guard let id = ExportID(String(text)) else { return nil }
            self = .export(id)
        case ("outputs", let text?):
            guard let id = OutputID(String(text)) else { return nil }
            self = .output(id)
        case ("held", let text?):
            guard let id = HeldItemID(String(text)) else { return nil }
            self = .heldItem(id)
        default: return nil
        }
    }

    private static func canBeRun(_ text: Substring) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "-"):
                    true
                default:
                    false
                }
            }
    }
}

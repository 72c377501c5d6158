import BursarModel
import Ledger

/// What of a matter is asked for: how much of a list, from where on, and of which campus.
struct Question: Sendable {
    /// Where a list goes on, by what each is ordered by.
    enum Place: Hashable, Sendable {
        /// Those begun earlier.
        case runs(before: Timestamp)
        case outputs(ListPlace<OutputID>)
        case held(ListPlace<HeldItemID>)
    }

    /// Lists are no longer than that, whatever is asked for.
    static let longestList = 500
    static let usualList = 100

    var limit = usualList
    /// Nil: the list from its beginning.
    var place: Place?
    /// Narrows a list to a campus that the viewer sees.
    var campus: CampusKey?

    /// Nil where a value is none, such as a limit that is no number.
    init?(_ query: FormText, on matter: Matter) {
        if let text = query["limit"] {
            guard let number = Int(text), number >= 1 else { return nil }
            limit = min(number, Self.longestList)
        }
        if let text = query["campus"] {
            guard let key = CampusKey(text) else { return nil }
            campus = key
        }
        switch matter {
        case .runs:
            guard let text = query["before"] else { return }
            guard let moment = Timestamp(rfc3339: text) else { return nil }
            place = .runs(before: moment)
        case .outputs:
            guard let text = query["after"] else { return }
            guard let after = ListPlace<OutputID>(text) else { return nil }
            place = .outputs(after)
        case .held:
            guard let text = query["after"] else { return }
            guard let after = ListPlace<HeldItemID>(text) else { return nil }
            place = .held(after)
        case .status, .campus, .run, .export, .output, .heldItem: break
        }
    }

    var runsBefore: Timestamp? { if case .runs(let moment)? = place { moment } else { nil } }
    var outputsAfter: ListPlace<OutputID>? {
        if case .outputs(let place)? = place { place } else { nil }
    }
    var heldAfter: ListPlace<HeldItemID>? {
        if case .held(let place)? = place { place } else { nil }
    }

    /// The same question from there on, as the path of a page or of the API; nil at a list's end.
    func path(to place: Place?, under root: String) -> String? {
        guard let place else { return nil }
        var parts = campus.map { ["campus=\($0)"] } ?? []
        if limit != Self.usualList { parts.append("limit=\(limit)") }
        let list: String
        switch place {
        case .runs(let moment):
            list = "runs"
            parts.append("before=\(moment.rfc3339ToTheMicrosecond)")
        case .outputs(let place):
            list = "outputs"
            parts.append("after=\(place.text)")
        case .held(let place):
            list = "held"
            parts.append("after=\(place.text)")
        }
        return "\(root)\(list)?\(parts.joined(separator: "&"))"
    }
}

/// As the key of a cached answer.
extension Question: Hashable {}

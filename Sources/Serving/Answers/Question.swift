import BursarModel

/// What of a matter is asked for: how much of a list, from where on, and of which campus.
struct Question: Sendable {
    /// Lists are no longer than that, whatever is asked for.
    static let longestList = 500
    static let usualList = 100

    var limit = usualList
    var before: Timestamp?
    /// Narrows a list to a campus that the viewer sees.
    var campus: CampusKey?

    /// Nil where a value is none, such as a limit that is no number.
    init?(_ query: FormText) {
        if let text = query["limit"] {
            guard let number = Int(text), number >= 1 else { return nil }
            limit = min(number, Self.longestList)
        }
        if let text = query["before"] {
            guard let moment = Timestamp(rfc3339: text) else { return nil }
            before = moment
        }
        if let text = query["campus"] {
            guard let key = CampusKey(text) else { return nil }
            campus = key
        }
    }

    /// For the key of a cached answer.
    var spelled: [String] { ["\(limit)", before?.rfc3339 ?? "", campus?.text ?? ""] }
}

public import BursarModel

/// What a person has in hand of a fee that is looked for.
public enum TraceQuery: Sendable, Equatable {
    /// `humboldt-x3.17`.
    case place(FeePlace)
    /// `humboldt-f12`.
    case held(Int)
    /// Alma's bursar transaction id, as it was read.
    case transaction(String)
    case student(String)

    /// Reads what a person typed: an id that the hub shows, else a transaction id.
    ///
    /// `btx:` in front says that it is one, should it ever look like an id of the hub's.
    public init(_ text: String, at campus: CampusKey) {
        if let place = FeePlace(text, at: campus) {
            self = .place(place)
        } else if case .fee(campus, let held)? = HeldItemID(text) {
            self = .held(held)
        } else if text.hasPrefix("btx:") {
            self = .transaction(String(text.dropFirst(4)))
        } else {
            self = .transaction(text)
        }
    }
}

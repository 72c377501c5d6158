import BursarModel

/// For whom an answer is made: everything about a visitor that it may depend on.
struct Audience: Hashable, Sendable {
    var viewer: Viewer
    var mayTrace: Bool
    var canLogOut: Bool
    /// Whether they see further campuses, and so can choose another.
    var canChoose: Bool
}

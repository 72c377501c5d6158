import BursarModel

/// For whom an answer is made: everything about a visitor that it may depend on.
struct Audience: Hashable, Sendable {
    var viewer: Viewer
    var mayTrace: Bool
    var canLogOut: Bool
    /// Whether they see further campuses, and so can choose another.
    var canChoose: Bool
}

extension Audience {
    init(viewer: Viewer, _ visitor: Visitor) {
        let others = if case .campuses(let keys) = visitor.sight { keys.count > 1 } else { false }
        self.init(
            viewer: viewer,
            mayTrace: visitor.mayTrace,
            canLogOut: visitor.canLogOut,
            canChoose: others
        )
    }
}

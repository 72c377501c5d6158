import BursarModel

/// For whom an answer is made: everything about a visitor that it may depend on.
struct Audience: Hashable, Sendable {
    var viewer: Viewer
    var mayTrace = false
    var canLogOut = false
    /// Whether they see further campuses, and so can choose another.
    var canChoose = false
    /// Whether they have yet to choose one; the viewer is then any of those that they may become.
    var isUndecided = false

    init(_ viewer: Viewer) { self.viewer = viewer }

    init(_ visitor: Visitor, as viewer: Viewer) {
        self.viewer = viewer
        mayTrace = visitor.mayTrace
        canLogOut = visitor.canLogOut
        canChoose = visitor.campuses.count > 1
    }

    /// For a page that is about no campus: at the one that was chosen before, if it is theirs.
    init(_ visitor: Visitor, chosen: CampusKey?) {
        switch visitor.sight {
        case .consortium: self.init(visitor, as: .consortium)
        case .campuses(let keys):
            let campus = keys.count == 1 ? keys[0] : keys.first { $0 == chosen }
            self.init(visitor, as: .campus(campus ?? keys[0]))
            isUndecided = campus == nil
        }
    }
}

import BursarModel

/// What is told of each campus, and what of many in one line.
extension TextReport {
    /// More new campuses than this are one line: each was shown before it was recorded.
    private static let mostAdded = 8

    static func isListed(_ campus: OnboardedCampus, among all: [OnboardedCampus]) -> Bool {
        switch campus.change {
        case .unchanged: false
        case .added: all.count { $0.change == .added } <= mostAdded
        case .changed, .invalid: true
        }
    }

    /// The campuses without a line of their own, where the headline does not count them.
    static func notes(on campuses: [OnboardedCampus], isCheck: Bool) -> [String] {
        guard campuses.contains(where: { $0.change == .invalid }) else { return [] }
        let added = campuses.count { $0.change == .added && !isListed($0, among: campuses) }
        let unchanged = campuses.count { $0.change == .unchanged }
        var notes: [String] = []
        if added > 0 { notes.append(isCheck ? "\(added) would be added" : "\(added) added") }
        if unchanged > 0 { notes.append("\(unchanged) unchanged") }
        return notes
    }
}

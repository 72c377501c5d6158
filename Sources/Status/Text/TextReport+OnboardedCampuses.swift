import BursarModel

/// What is told of each campus, and what of many in one line.
extension TextReport {
    /// More campuses than this of one change are counted: what changes in them was shown before.
    private static let mostAlike = 8

    static func isListed(_ campus: OnboardedCampus, among all: [OnboardedCampus]) -> Bool {
        switch campus.change {
        case .unchanged: false
        case .added, .changed: all.count { $0.change == campus.change } <= mostAlike
        case .invalid: true
        }
    }

    /// The campuses without a line of their own, where the headline does not count them.
    static func notes(on campuses: [OnboardedCampus], isCheck: Bool) -> [String] {
        guard campuses.contains(where: { $0.change == .invalid }) else { return [] }
        let counted = campuses.filter { !isListed($0, among: campuses) }
        var notes: [String] = []
        for (change, done, wouldBe) in [
            (OnboardedCampus.Change.added, "added", "would be added"),
            (.changed, "changed", "would change"), (.unchanged, "unchanged", "unchanged"),
        ] {
            let number = counted.count { $0.change == change }
            if number > 0 { notes.append("\(number) \(isCheck ? wouldBe : done)") }
        }
        return notes
    }
}

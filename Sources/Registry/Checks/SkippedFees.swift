internal import BursarModel
internal import Declarations
internal import SFSFormat

/// Fees that no file of a format takes are nobody's trouble where every campus that uses it leaves
/// them out by a rule.
enum SkippedFees {
    static func check(_ formats: [ShelvedFormat], with drafts: [CampusDraft]) {
        for format in formats {
            guard let draft = format.draft, let warning = draft.untaken else { continue }
            let users = drafts.filter { campus in
                campus.places.formats.contains { $0.value == format.name }
            }
            let areCovered = users.allSatisfy { campus in
                draft.takesAll(leavingOut: campus.campus?.skip.map(\.when) ?? [])
            }
            if !users.isEmpty, areCovered { format.findings.withdraw(warning) }
        }
    }
}

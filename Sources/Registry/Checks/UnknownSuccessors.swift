internal import BursarModel
internal import Declarations

/// A retired campus that is part of one that nobody knows.
enum UnknownSuccessors {
    static func check(_ neighbours: [Neighbour]) {
        let keys = neighbours.map(\.campus.key)
        for neighbour in neighbours {
            guard let successor = neighbour.campus.succeededBy, !keys.contains(successor),
                let draft = neighbour.draft
            else { continue }
            draft.findings.warning(
                "there is no campus `\(successor)`",
                at: draft.places.successor,
                hint: meant(successor.text, among: keys.map(\.text)) ?? "onboard it too"
            )
        }
    }
}

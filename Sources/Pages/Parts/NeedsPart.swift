import BursarModel
import Status

/// What needs a person, one block per matter; absent where nothing needs anybody.
enum NeedsPart {
    /// The target is where a campus's matters lead to; nil: nowhere from this page.
    static func fields(_ needs: Needs, target: (CampusKey) -> String?) -> Fields.Value {
        guard !needs.isEmpty else { return .nothing }
        return .one(["matters": .list(needs.matters.map { fields($0, target: target) })])
    }

    private static func fields(_ need: Need, target: (CampusKey) -> String?) -> Fields {
        let link = need.campus.flatMap(target)
        let isLinked = link != nil && need.name != nil
        return [
            "tone": .text(need.severity == .failed ? "failed" : "attention"),
            "shape": .text(need.shape),
            "campusTarget": isLinked ? .text(link) : .nothing,
            "campusName": .text(need.name),
            "matter": .text((isLinked ? need.matter : need.subject).closed),
            "pieces": RichText.pieces(need.explanation),
        ]
    }
}

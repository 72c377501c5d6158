internal import BursarModel
internal import Declarations
internal import SFSFormat

/// What a format asks for that no campus uses yet: nobody can say that it is missing, but one that
/// campuses have under nearly the same name was misspelled.
enum UnlentVocabulary {
    static func check(_ formats: [ShelvedFormat], beside neighbours: [Neighbour]) {
        let constants = Set(neighbours.flatMap(\.campus.constants.keys))
        let lookups = Set(neighbours.flatMap(\.campus.lookups.keys))
        let used = Set(neighbours.flatMap { $0.campus.exports.map(\.format) })
        for format in formats {
            guard let name = format.name, !used.contains(name), let draft = format.draft else {
                continue
            }
            for asked in draft.placedVocabulary {
                let known = asked.isLookup ? lookups : constants
                guard !known.contains(asked.name.value),
                    let hint = meant(asked.name.value, among: known.sorted())
                else { continue }
                let kind: Message = asked.isLookup ? "lookup" : "constant"
                format.findings.warning(
                    "no campus has a \(kind) `\(shown(asked.name.value))`",
                    at: asked.name.place,
                    hint: hint
                )
            }
        }
    }
}

internal import BursarModel
internal import Declarations
internal import SFSFormat

/// Constants, lookups and terms that no format of the campus asks for: mostly a name misspelled on
/// one of the two sides.
enum UnusedVocabulary {
    static func check(_ drafts: [CampusDraft]) {
        for draft in drafts {
            guard let asked = draft.asked else { continue }
            warn(
                of: draft.places.constants,
                as: "the constant",
                written: "campus.",
                asked: asked.constants,
                in: draft
            )
            warn(
                of: draft.places.lookups,
                as: "the lookup",
                written: "lookup.",
                asked: asked.lookups,
                in: draft
            )
            if let place = draft.places.termsKey, !asked.asksTerm {
                draft.findings.warning(
                    "no format of the campus asks for a term",
                    at: place,
                    hint: "leave the terms out, or add a field with `value: term` to the format"
                )
            }
        }
    }

    private static func warn(
        of defined: [Placed<String>],
        as kind: Message,
        written prefix: Message,
        asked: Set<String>,
        in draft: CampusDraft
    ) {
        let names = Set(defined.map(\.value))
        for name in defined where !asked.contains(name.value) {
            // What a format asks for and the campus lacks is said there, with this as its hint.
            let missing = asked.subtracting(names).sorted()
            guard Spelling.nearest(name.value, among: missing) == nil else { continue }
            draft.findings.warning(
                "no format of the campus asks for \(kind) `\(shown(name.value))`",
                at: name.place,
                hint: "leave it out, or let a field show `\(prefix)\(shown(name.value))`"
            )
        }
    }
}

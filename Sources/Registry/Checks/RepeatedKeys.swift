internal import BursarModel
internal import Declarations

/// Two files for one campus: nobody can tell which of them is meant.
enum RepeatedKeys {
    static func check(_ drafts: [CampusDraft]) {
        for (key, same) in Dictionary(grouping: drafts, by: \.key) where same.count > 1 {
            guard let key else { continue }
            for (index, draft) in same.enumerated() {
                let others = same.indices.filter { $0 != index }.map { same[$0].source.file.name }
                draft.findings.error(
                    "the campus `\(key)` has two files",
                    at: draft.places.key,
                    hint: "keep this one or \(fileNames(others))"
                )
            }
        }
    }
}

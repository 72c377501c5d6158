internal import BursarModel
internal import Declarations
internal import SFSFormat

/// Campuses whose outputs go to a server, with a format that replaces what lies there.
///
/// On a server nobody can tell a file that was collected from one that was taken back, so its fees
/// could be charged twice or never.
enum ReplacedOutputs {
    static func check(_ drafts: [CampusDraft]) {
        for draft in drafts {
            guard let campus = draft.campus, case .sftp = campus.outbox else { continue }
            for (name, format) in draft.formats.sorted(by: { $0.key < $1.key })
            where format.files.contains(where: { $0.exists == .replace }) {
                draft.findings.error(
                    "nothing can be replaced on a server, as `exists: replace` of the format `\(shown(name))` asks for",
                    at: draft.places.outbox,
                    hint:
                        "write `exists: wait` or `exists: sequence` in the format, or give a folder"
                )
            }
        }
    }
}

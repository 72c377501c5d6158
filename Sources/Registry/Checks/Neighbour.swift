internal import BursarModel
internal import Declarations
internal import SFSFormat

/// A campus beside others: one of the files, or one in force that is not among them.
struct Neighbour {
    let campus: Campus
    let formats: [String: CompiledFormat]
    /// nil for one in force: it is sound, so what is wrong is said of the other.
    let draft: CampusDraft?
    /// Whether its own file is without errors.
    let isSound: Bool

    /// A campus whose file is refused stays in force as it was, so it is among them twice.
    static func all(drafts: [CampusDraft], inForce: [CampusRevision]) -> [Neighbour] {
        let drafted = drafts.compactMap { draft in
            draft.campus.map {
                Neighbour(
                    campus: $0,
                    formats: draft.formats,
                    draft: draft,
                    isSound: draft.isSound
                )
            }
        }
        let keys = Set(drafts.filter(\.isSound).compactMap(\.key))
        return drafted
            + inForce.filter { !keys.contains($0.campus.key) }.map {
                Neighbour(campus: $0.campus, formats: $0.formats, draft: nil, isSound: true)
            }
    }

    /// Whether the other can be a reason to refuse this one: a file that is refused itself never
    /// stops another campus.
    func minds(_ other: Neighbour) -> Bool {
        campus.key != other.campus.key && (other.isSound || !isSound)
    }

    /// How messages in another file call it.
    var shownBeside: Message {
        let file: Message = draft.map { " (\(Printable($0.source.file.name)))" } ?? ""
        return "campus `\(campus.key)`\(file)"
    }

    func error(_ message: Message, at place: (CampusPlaces) -> Place, hint: Message) {
        guard let draft else { return }
        draft.findings.error(message, at: place(draft.places), hint: hint)
    }
}

extension Campus {
    /// Whether the campus has, or will soon have, exports converted.
    var takesPart: Bool {
        switch state {
        case .trial, .live, .paused: true
        case .planned, .retired: false
        }
    }
}

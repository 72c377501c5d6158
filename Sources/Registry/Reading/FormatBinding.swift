internal import BursarModel
internal import Declarations
internal import SFSFormat

/// Binds the formats that a campus's profiles name to what the campus lends them.
struct FormatBinding {
    private(set) var formats: [String: CompiledFormat] = [:]
    private(set) var sources: [String: DeclarationFile] = [:]
    private(set) var isComplete = true
    private let shelf: FormatShelf
    private let findings: Findings

    init(of campus: Campus, at places: CampusPlaces, shelf: FormatShelf, findings: Findings) {
        self.shelf = shelf
        self.findings = findings
        for (profile, place) in zip(campus.exports, places.exports)
        where formats[profile.format] == nil {
            bind(profile.format, to: campus, at: place.format)
        }
    }

    private mutating func bind(_ name: String, to campus: Campus, at place: Place) {
        switch shelf.find(name, for: campus.key) {
        case .format(let format):
            // What is wrong with a format, or between it and the campus, is said in its own file.
            guard let declaration = format.declaration,
                let compiled = CompiledFormat.compile(
                    declaration,
                    for: campus.vocabulary,
                    findings: format.findings
                )
            else {
                isComplete = false
                return
            }
            formats[name] = compiled
            sources.merge(format.sources) { one, _ in one }
        case .unknown:
            isComplete = false
            findings.error(
                "there is no format `\(shown(name))`",
                at: place,
                hint: meant(name, among: shelf.names) ?? knownFormats
            )
        case .different:
            isComplete = false
            findings.error(
                "campuses have different versions of the format `\(shown(name))` in force",
                at: place,
                hint: "give its file too"
            )
        }
    }

    private var knownFormats: Message {
        shelf.names.isEmpty
            ? "give its file too" : "give its file too, or name one of \(fileNames(shelf.names))"
    }
}

extension Campus {
    /// What the campus lends to its formats.
    var vocabulary: CampusVocabulary {
        CampusVocabulary(
            key: key,
            name: name,
            businessUnit: businessUnit,
            constants: constants,
            lookups: lookups,
            terms: terms,
            termDate: termDate,
            students: students
        )
    }
}

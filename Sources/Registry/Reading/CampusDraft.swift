internal import BursarModel
internal import Declarations
internal import SFSFormat

/// A campus file on its way through the checks.
struct CampusDraft {
    let source: SourceFile
    let key: CampusKey?
    let places: CampusPlaces
    let campus: Campus?
    let formats: [String: CompiledFormat]
    /// The sources of its formats, in the order of their names.
    private let formatSources: [DeclarationFile]
    private let hasAllFormats: Bool

    init(_ source: SourceFile, formats shelf: FormatShelf) {
        let mapping =
            source.mapping ?? Mapping([], at: Place(line: 1, column: 1), findings: source.findings)
        let reading = CampusReading(
            mapping: mapping,
            findings: source.findings,
            timeZones: .system
        ).read()
        self.source = source
        key = reading.key
        places = reading.places
        campus = reading.campus
        var binding = FormatBinding(shelf: shelf, findings: source.findings)
        if let campus { binding.bind(campus, at: reading.places) }
        formats = binding.formats
        formatSources = binding.sources
        hasAllFormats = binding.isComplete
    }

    var findings: Findings { source.findings }

    var checked: CheckedCampus {
        var checked = CheckedCampus(file: source.file.name, key: key)
        if let campus, hasAllFormats, !findings.hasErrors {
            checked.revision = CampusRevision(
                campus: campus,
                formats: formats,
                sources: [source.file] + formatSources
            )
        }
        return checked
    }
}

/// Binds the formats that a campus's profiles name to what the campus lends them.
private struct FormatBinding {
    let shelf: FormatShelf
    let findings: Findings
    private(set) var formats: [String: CompiledFormat] = [:]
    private(set) var sources: [DeclarationFile] = []
    private(set) var isComplete = true

    init(shelf: FormatShelf, findings: Findings) {
        self.shelf = shelf
        self.findings = findings
    }

    mutating func bind(_ campus: Campus, at places: CampusPlaces) {
        for (profile, place) in zip(campus.exports, places.exports)
        where shelf[profile.format] == nil {
            isComplete = false
            findings.error(
                "there is no format `\(shown(profile.format))`",
                at: place.format,
                hint: meant(profile.format, among: shelf.names)
                    ?? "give its file too, or name one of \(fileNames(shelf.names))"
            )
        }
        for name in Set(campus.exports.map(\.format)).sorted() {
            guard let format = shelf[name] else { continue }
            // What is wrong with a format, or between it and the campus, is said in its own file.
            guard let declaration = format.declaration,
                let compiled = CompiledFormat.compile(
                    declaration,
                    for: campus.vocabulary,
                    findings: format.findings
                )
            else {
                isComplete = false
                continue
            }
            formats[name] = compiled
            sources.append(format.source)
        }
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

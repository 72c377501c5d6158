internal import BursarModel
internal import Declarations
internal import SFSFormat

/// A campus file on its way through the checks.
struct CampusDraft {
    let source: SourceFile
    let key: CampusKey?
    /// What of the campus could be read; nil where nothing can be checked with it.
    let campus: Campus?
    /// Whether its own file is without errors; what is seen beside other campuses is not in it.
    let isSound: Bool
    let places: CampusPlaces
    /// Whether the file was not given, but is in force and gets a format that was.
    let isInForce: Bool
    private let binding: FormatBinding?

    init(_ source: SourceFile, formats shelf: FormatShelf, isInForce: Bool = false) {
        let nothing = Mapping([], at: Place(line: 1, column: 1), findings: source.findings)
        let reading = CampusReading(
            mapping: source.mapping ?? nothing,
            findings: source.findings,
            timeZones: .system
        ).read()
        self.source = source
        self.isInForce = isInForce
        key = reading.key
        campus = reading.campus
        places = reading.places
        binding = reading.campus.map {
            FormatBinding(
                of: $0,
                lacking: reading.unreadable,
                formats: reading.places.formats,
                shelf: shelf,
                findings: source.findings
            )
        }
        isSound = reading.key != nil && reading.campus != nil && !source.findings.hasErrors
    }

    var findings: Findings { source.findings }
    var formats: [String: CompiledFormat] { binding?.formats ?? [:] }
    /// What its formats ask for; nil where one of them is not known as a whole.
    var asked: AskedVocabulary? { binding?.asked }

    var checked: CheckedCampus {
        var checked = CheckedCampus(file: source.file.name, key: key, isInForce: isInForce)
        if isSound, let campus, let binding, binding.isComplete, !findings.hasErrors {
            checked.revision = CampusRevision(
                campus: campus,
                formats: binding.formats,
                campusSource: source.file,
                formatSources: binding.sources
            )
        }
        return checked
    }
}

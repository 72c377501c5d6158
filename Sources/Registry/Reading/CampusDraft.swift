internal import BursarModel
internal import Declarations
internal import SFSFormat

/// A campus file on its way through the checks.
struct CampusDraft {
    let source: SourceFile
    let key: CampusKey?
    /// nil where something in the file is an error.
    let campus: Campus?
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
            FormatBinding(of: $0, at: reading.places, shelf: shelf, findings: source.findings)
        }
    }

    var findings: Findings { source.findings }
    var formats: [String: CompiledFormat] { binding?.formats ?? [:] }

    var checked: CheckedCampus {
        var checked = CheckedCampus(file: source.file.name, key: key, isInForce: isInForce)
        if let campus, let binding, binding.isComplete, !findings.hasErrors {
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

internal import BursarModel
internal import Declarations

/// What a format makes of fees, or shows of borrowers, is for those to hear who use it: a catalogue
/// of layouts beside the campuses would else say the same things at every onboarding.
///
/// Where no campus is among the files, somebody looks at the formats themselves, and hears it all.
enum UnusedFormats {
    static func quieten(
        _ formats: [ShelvedFormat],
        given: [CampusDraft],
        beside neighbours: [Neighbour]
    ) {
        guard !given.isEmpty else { return }
        let used = Set(
            given.flatMap { $0.places.formats.map(\.value) }
                + neighbours.flatMap { $0.campus.exports.map(\.format) }
        )
        for format in formats {
            guard let name = format.name, !used.contains(name) else { continue }
            for finding in format.findings.all where finding.severity == .warning {
                format.findings.withdraw(finding)
            }
        }
    }
}

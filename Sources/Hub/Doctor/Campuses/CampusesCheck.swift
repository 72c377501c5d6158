import BursarModel
import Ledger

/// The configurations in force, of campuses that take part.
enum CampusesCheck {
    static let name = "campus-files"

    /// Those that can be read; the others are findings.
    static func campuses(
        _ desk: DoctorDesk
    ) throws -> (campuses: [ExaminedCampus], unreadable: [DoctorReport.Finding]) {
        var findings = Findings(check: name, area: .campuses)
        var campuses: [ExaminedCampus] = []
        let inForce = try desk.ledger.campusesInForce(
            hubVersion: HubVersion.text,
            at: desk.clock.now
        )
        for campus in inForce where campus.state == .live || campus.state == .trial {
            do {
                let configuration = try CampusConfiguration(
                    of: campus.campus,
                    revision: campus.revision,
                    from: desk.ledger
                )
                campuses.append(ExaminedCampus(campus: campus, configuration: configuration))
            } catch {
                findings.problem(error, at: campus.campus)
            }
        }
        if findings.all.isEmpty {
            findings.fine(
                campuses.isEmpty
                    ? "no campus takes part yet"
                    : "the files of \(campuses.count) campuses that take part can be used"
            )
        }
        return (campuses, findings.all)
    }
}

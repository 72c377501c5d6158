import BursarModel
import Ledger
import PostgreSQL

/// Leases of runs that were killed.
struct LeasesCheck: Examination {
    static let name = "leases"
    static let area = DoctorReport.Area.database

    let desk: DoctorDesk

    func examine(_ findings: inout Findings) throws {
        let abandoned = try desk.ledger.abandonedLeases()
        for lease in abandoned {
            findings.warn(
                "a run that began at \(Printable(lease.takenAt.rfc3339)) was killed while it worked on it",
                remedy: "`bursarhub run`: it takes the campus up where that one stopped",
                at: lease.campus
            )
        }
        if abandoned.isEmpty { findings.fine("no campus is held by a run that is gone") }
    }
}

import BursarModel
import Ledger
import PostgreSQL

/// A campus that takes part, with the configuration in force.
struct ExaminedCampus: Sendable {
    let campus: CampusInForce
    let configuration: CampusConfiguration

    var key: CampusKey { campus.campus }
}

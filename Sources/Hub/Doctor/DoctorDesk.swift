import BursarModel
import Ledger
import PostgreSQL

/// What examinations of the database and of campuses work with.
///
/// One connection, on one thread: examinations that wait for servers take their facts from here
/// before they wait.
struct DoctorDesk: @unchecked Sendable {  // the connection stays on the thread that made it
    let home: Home
    let connection: PostgresConnection
    let ledger: Ledger
    let isEmbedded: Bool
    let clock: HubClock
}

/// A campus that takes part, with the configuration in force.
struct ExaminedCampus: Sendable {
    let campus: CampusInForce
    let configuration: CampusConfiguration

    var key: CampusKey { campus.campus }
}

import BursarModel
import Ledger
import PostgreSQL

/// What examinations of the database and of campuses work with.
///
/// One connection, on one thread: examinations that wait for servers take their facts from here
/// before they wait.
struct DoctorDesk {
    let home: Home
    let connection: PostgresConnection
    let ledger: Ledger
    let isEmbedded: Bool
    let clock: HubClock
}

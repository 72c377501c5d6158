import BursarModel
import Hub
import Ledger
import Posix
import PostgreSQL

/// An error in words for the log; ours hold no patron data, and of others only the kind is told.
enum FailureWords {
    static func words(of error: any Error) -> String {
        switch error {
        case let error as PostgresError: error.description
        case let error as TransactionError: words(of: error.cause)
        case let error as MigratorError: error.description
        case let error as DatabaseAway: error.cause.description
        case let error as DatabaseUnfit: error.words
        case is DatabaseBusy: "too many questions wait for the database"
        case let error as LedgerError: error.message.text
        case let error as HubError: error.message.text
        case let error as PosixError: error.description
        default: "\(type(of: error))"
        }
    }
}

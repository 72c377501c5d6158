public import BursarModel
import PostgreSQL

/// There is no server now, or none that can be asked.
struct DatabaseAway: Error {
    let cause: PostgresError

    /// The error below, where it says that the server is away.
    static func cause(of error: any Error) -> PostgresError? {
        switch error {
        case let error as PostgresError: error.isServerAway ? error : nil
        case let error as TransactionError: cause(of: error.cause)
        case MigratorError.database(let error): cause(of: error)
        case let error as DatabaseAway: error.cause
        default: nil
        }
    }
}

/// The database is not one that this program can look at, such as one of another version.
public struct DatabaseUnfit: Error {
    public let words: String

    public init(_ words: Message) { self.words = words.text }
}

/// More was asked at once than the sessions can take in a while.
struct DatabaseBusy: Error {}

/// Why the schema was not brought forward; migrations before the one named stay applied.
public enum MigratorError: Error, Equatable, Sendable {
    /// The list itself is not in order: its numbers must rise, from 1 on.
    case listOutOfOrder(number: Int)
    /// The database has a migration that this program does not know: a newer program made it.
    case databaseNewer(number: Int, name: String)
    /// What was applied under this number is not what this program has.
    case changedAfterwards(number: Int, name: String)
    /// A later migration is applied, and this one is not.
    case skipped(number: Int, name: String)
    case migrationFailed(number: Int, name: String, PostgresError)
    case database(PostgresError)

    /// What a transaction threw while this migration was applied, or before one was chosen.
    init(_ error: any Error, during migration: Migration?) {
        switch error {
        case let error as MigratorError: self = error
        case let error as TransactionError: self.init(error.cause, during: migration)
        default:
            let error =
                error as? PostgresError
                ?? PostgresError(.misuse, message: String(describing: error))
            self =
                migration.map { .migrationFailed(number: $0.number, name: $0.name, error) }
                ?? .database(error)
        }
    }
}

extension MigratorError {
    /// The next act.
    public var remedy: String {
        switch self {
        case .databaseNewer, .changedAfterwards, .skipped:
            "install the program that made this database, or a newer one; an older one never works on it"
        case .migrationFailed:
            "mend what it says and run `bursarhub database migrate` again"
        case .listOutOfOrder: "report it, with `bursarhub --version`"
        case .database: "see `bursarhub database status`"
        }
    }
}

extension MigratorError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .listOutOfOrder(let number):
            "migration \(number) stands out of order in the program's list"
        case .databaseNewer(let number, let name):
            "the database has migration \(number) `\(name)`, which this program does not know; "
                + "use the program that made it, or a newer one"
        case .changedAfterwards(let number, let name):
            "migration \(number) `\(name)` is not the one that the database has applied; "
                + "use the program that applied it"
        case .skipped(let number, let name):
            "migration \(number) `\(name)` is not applied, but a later one is; "
                + "use the program that made this database"
        case .migrationFailed(let number, let name, let error):
            "migration \(number) `\(name)` failed and left nothing behind: \(error)"
        case .database(let error): "\(error)"
        }
    }
}

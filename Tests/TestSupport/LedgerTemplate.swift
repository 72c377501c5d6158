import Ledger
public import PostgreSQL

/// The migrations of a database that the command finds ready.
public enum LedgerTemplate {
    public static let migrations: [Migration] = LedgerMigrations.all
}
